package io.flashsale.order.streaming;

import io.flashsale.order.OrderStatus;
import io.flashsale.order.querying.OrderView;
import io.flashsale.order.querying.PaymentView;
import java.util.function.Consumer;

/**
 * One listener to one order. It forwards only what is newer than what it has sent, from whatever thread and in
 * whatever order it is told, and ends once nothing can change any more.
 *
 * <p>Where it writes to is given as three plain functions, so that it knows nothing of HTTP.
 */
final class OrderStream {

    private final String orderId;
    private final long openedMillis;
    private final Consumer<OrderView> sink;
    private final Runnable comment;
    private final Runnable end;

    private OrderView last;
    private boolean ended;
    private long lastSentMillis;

    OrderStream(String orderId, long nowMillis, Consumer<OrderView> sink, Runnable comment, Runnable end) {
        this.orderId = orderId;
        this.openedMillis = nowMillis;
        this.lastSentMillis = nowMillis;
        this.sink = sink;
        this.comment = comment;
        this.end = end;
    }

    String orderId() {
        return orderId;
    }

    /** Forwards the order if this is news. */
    synchronized void offer(OrderView current, long nowMillis) {
        if (ended || !isNews(current)) {
            return;
        }
        last = current;
        lastSentMillis = nowMillis;
        sink.accept(current);
        if (isFinal(current)) {
            end();
        }
    }

    /** Keeps a silent connection alive, and ends one that is older than it may be. */
    synchronized void tick(long nowMillis, long heartbeatMillis, long maxAgeMillis) {
        if (ended) {
            return;
        }
        if (nowMillis - openedMillis > maxAgeMillis) {
            end();
        } else if (nowMillis - lastSentMillis >= heartbeatMillis) {
            lastSentMillis = nowMillis;
            comment.run();
        }
    }

    synchronized void end() {
        if (!ended) {
            ended = true;
            end.run();
        }
    }

    private boolean isNews(OrderView current) {
        if (last == null || current.version() > last.version()) {
            return true;
        }
        return current.version() == last.version() && isFurther(current.payment(), last.payment());
    }

    /** A stored payment that says less than what payment-service has said already is no news. */
    private static boolean isFurther(PaymentView current, PaymentView sent) {
        if (current == null || current.equals(sent)) {
            return false;
        }
        return sent == null
                || !current.paymentId().equals(sent.paymentId())
                || current.status().compareTo(sent.status()) > 0;
    }

    private static boolean isFinal(OrderView view) {
        return !view.status().equals(OrderView.QUEUED)
                && OrderStatus.valueOf(view.status()).isFinal();
    }
}
