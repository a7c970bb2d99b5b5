package io.flashsale.order.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.order.PaymentStatus;
import io.flashsale.order.querying.OrderView;
import io.flashsale.order.querying.PaymentView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderStreamTest {

    private static final long HEARTBEAT = 15_000;
    private static final long MAX_AGE = 60_000;

    private final List<String> sent = new ArrayList<>();
    private final OrderStream stream = new OrderStream(
            "k3v9x2ma-1-42",
            0,
            view -> sent.add(view.status()
                    + (view.payment() == null ? "" : ":" + view.payment().status())),
            () -> sent.add("comment"),
            () -> sent.add("end"));

    @Test
    void forwardsOnlyWhatIsNewerAndEndsWhenNothingCanChange() {
        stream.offer(view(OrderView.QUEUED, 0, null), 1);
        stream.offer(view("PENDING_PAYMENT", 1, null), 2);
        stream.offer(view("PENDING_PAYMENT", 1, null), 3);
        stream.offer(view(OrderView.QUEUED, 0, null), 4);
        stream.offer(view("PAID", 2, PaymentStatus.SUCCEEDED), 5);
        stream.offer(view("PAID", 2, PaymentStatus.SUCCEEDED), 6);

        assertThat(sent).containsExactly("QUEUED", "PENDING_PAYMENT", "PAID:SUCCEEDED", "end");
    }

    @Test
    void forwardsADeclineAndDoesNotGoBackToKnowingLess() {
        stream.offer(view("PENDING_PAYMENT", 1, PaymentStatus.PENDING), 1);
        stream.offer(view("PENDING_PAYMENT", 1, null), 2);
        stream.offer(view("PENDING_PAYMENT", 1, PaymentStatus.FAILED), 3);
        stream.offer(view("PENDING_PAYMENT", 1, PaymentStatus.FAILED), 4);

        assertThat(sent).containsExactly("PENDING_PAYMENT:PENDING", "PENDING_PAYMENT:FAILED");
    }

    @Test
    void sendsACommentOnlyAfterSilence() {
        stream.offer(view("PENDING_PAYMENT", 1, null), 10_000);
        stream.tick(24_999, HEARTBEAT, MAX_AGE);
        stream.tick(25_000, HEARTBEAT, MAX_AGE);
        stream.tick(26_000, HEARTBEAT, MAX_AGE);

        assertThat(sent).containsExactly("PENDING_PAYMENT", "comment");
    }

    @Test
    void endsWhenItIsTooOld() {
        stream.tick(MAX_AGE + 1, HEARTBEAT, MAX_AGE);
        stream.offer(view("PAID", 2, null), MAX_AGE + 2);

        assertThat(sent).containsExactly("end");
    }

    private static OrderView view(String status, long version, PaymentStatus payment) {
        return new OrderView(
                "k3v9x2ma-1-42",
                "k3v9x2ma",
                1,
                status,
                4990,
                "EUR",
                null,
                payment == null ? null : new PaymentView("p-1", payment),
                version);
    }
}
