package io.flashsale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00.123Z");
    private static final Allotment TERMS = new Allotment("k3v9x2ma", 300, 0, 4990, "EUR", 300);
    private static final Reservation RESERVATION =
            new Reservation("k3v9x2ma-1-42", "k3v9x2ma", "u7f3a9", 2, Traceparent.random());
    private static final Order PENDING = Order.created(RESERVATION, TERMS, NOW);

    @Test
    void isCreatedPendingWithItsPriceAndTheEndOfItsHold() {
        assertThat(PENDING.status()).isEqualTo(OrderStatus.PENDING_PAYMENT);
        assertThat(PENDING.version()).isEqualTo(1);
        assertThat(PENDING.amountMinor()).isEqualTo(9980);
        assertThat(PENDING.expiresAt()).isEqualTo(NOW.plusSeconds(300));
    }

    @Test
    void isRejectedWithoutAHold() {
        Order rejected = Order.rejected(RESERVATION, TERMS, NOW);

        assertThat(rejected.status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(rejected.version()).isEqualTo(1);
        assertThat(rejected.expiresAt()).isNull();
        assertThat(rejected.closedAt()).isEqualTo(NOW);
    }

    @Test
    void isCancelledOnceHoweverOftenTheBuyerAsks() {
        Order cancelled = PENDING.cancel(NOW);

        assertThat(cancelled.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(cancelled.version()).isEqualTo(2);
        assertThat(cancelled.cancel(NOW.plusSeconds(1))).isSameAs(cancelled);
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"PAID", "EXPIRED", "REJECTED"})
    void cannotBeCancelledWhenItIs(OrderStatus status) {
        assertThatThrownBy(() -> in(status).cancel(NOW))
                .isInstanceOf(IllegalTransitionException.class)
                .extracting("status")
                .isEqualTo(status);
    }

    @Test
    void expiresOnlyWhenItsHoldIsOver() {
        Instant end = PENDING.expiresAt();

        assertThatThrownBy(() -> PENDING.expire(end.minusMillis(1))).isInstanceOf(IllegalTransitionException.class);
        assertThat(PENDING.expire(end).status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(PENDING.expire(end).version()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"PAID", "CANCELLED", "EXPIRED", "REJECTED"})
    void doesNotExpireWhenItIs(OrderStatus status) {
        Order order = in(status);

        assertThat(order.expire(NOW.plusSeconds(1000))).isSameAs(order);
    }

    @Test
    void isPaidBySuccessEvenAfterTheEndOfItsHold() {
        Order paid = PENDING.onPayment(payment("p-1", PaymentStatus.SUCCEEDED));

        assertThat(paid.status()).isEqualTo(OrderStatus.PAID);
        assertThat(paid.version()).isEqualTo(2);
        assertThat(paid.payment().paymentId()).isEqualTo("p-1");
        assertThat(paid.onPayment(payment("p-1", PaymentStatus.SUCCEEDED))).isSameAs(paid);
    }

    @Test
    void staysPendingAfterADeclineAndIsPaidByTheNextAttempt() {
        Order declined = PENDING.onPayment(payment("p-1", PaymentStatus.FAILED));
        Order paid = declined.onPayment(payment("p-2", PaymentStatus.SUCCEEDED));

        assertThat(declined.status()).isEqualTo(OrderStatus.PENDING_PAYMENT);
        assertThat(declined.version()).isEqualTo(1);
        assertThat(paid.status()).isEqualTo(OrderStatus.PAID);
        assertThat(paid.onPayment(payment("p-1", PaymentStatus.FAILED))).isSameAs(paid);
        assertThat(paid.onPayment(payment("p-1", PaymentStatus.REFUNDED))).isSameAs(paid);
    }

    @ParameterizedTest
    @EnumSource(
            value = OrderStatus.class,
            names = {"CANCELLED", "EXPIRED", "REJECTED"})
    void staysClosedWhateverPaymentComes(OrderStatus status) {
        Order closed = in(status);
        Order late = closed.onPayment(payment("p-1", PaymentStatus.SUCCEEDED));
        Order refunded = late.onPayment(payment("p-1", PaymentStatus.REFUNDED));

        assertThat(late.status()).isEqualTo(status);
        assertThat(late.version()).isEqualTo(closed.version());
        assertThat(late.closedAt()).isEqualTo(closed.closedAt());
        assertThat(refunded.status()).isEqualTo(status);
        assertThat(refunded.payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(refunded.onPayment(payment("p-1", PaymentStatus.SUCCEEDED))).isSameAs(refunded);
        assertThat(refunded.onPayment(payment("p-1", PaymentStatus.FAILED))).isSameAs(refunded);
    }

    @Test
    void isNotPaidByASuccessThatIsRefundedAlready() {
        Order refunded = PENDING.onPayment(payment("p-1", PaymentStatus.REFUNDED));

        assertThat(refunded.onPayment(payment("p-1", PaymentStatus.SUCCEEDED))).isSameAs(refunded);
    }

    @Test
    void knowsTheLaterOfTwoDeclinedAttempts() {
        Payment earlier = new Payment("p-1", PaymentStatus.FAILED, NOW);
        Payment later = new Payment("p-2", PaymentStatus.FAILED, NOW.plusMillis(1));

        assertThat(PENDING.onPayment(earlier).onPayment(later).payment()).isEqualTo(later);
        assertThat(PENDING.onPayment(later).onPayment(earlier).payment()).isEqualTo(later);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void endsTheSameHoweverPaymentEventsAreRepeatedAndReordered(long seed) {
        List<Payment> events = new ArrayList<>(List.of(
                payment("p-1", PaymentStatus.FAILED),
                payment("p-1", PaymentStatus.FAILED),
                payment("p-2", PaymentStatus.SUCCEEDED),
                payment("p-2", PaymentStatus.SUCCEEDED),
                payment("p-2", PaymentStatus.REFUNDED),
                payment("p-2", PaymentStatus.REFUNDED)));
        Collections.shuffle(events, new Random(seed));
        Order order = in(OrderStatus.EXPIRED);
        for (Payment event : events) {
            order = order.onPayment(event);
        }

        assertThat(order.status()).isEqualTo(OrderStatus.EXPIRED);
        assertThat(order.version()).isEqualTo(2);
        assertThat(order.payment()).isEqualTo(payment("p-2", PaymentStatus.REFUNDED));
    }

    @Test
    void remembersHowItWasCreated() {
        Order paid = PENDING.onPayment(payment("p-1", PaymentStatus.SUCCEEDED));

        assertThat(paid.asCreated()).isEqualTo(PENDING);
        assertThat(PENDING.cancel(NOW).asCreated()).isEqualTo(PENDING);
    }

    private static Order in(OrderStatus status) {
        return switch (status) {
            case PENDING_PAYMENT -> PENDING;
            case PAID -> PENDING.onPayment(payment("p-0", PaymentStatus.SUCCEEDED));
            case CANCELLED -> PENDING.cancel(NOW);
            case EXPIRED -> PENDING.expire(PENDING.expiresAt());
            case REJECTED -> Order.rejected(RESERVATION, TERMS, NOW);
        };
    }

    private static Payment payment(String id, PaymentStatus status) {
        return new Payment(id, status, NOW);
    }
}
