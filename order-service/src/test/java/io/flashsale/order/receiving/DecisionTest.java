package io.flashsale.order.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.order.Allotment;
import io.flashsale.order.Order;
import io.flashsale.order.OrderStatus;
import io.flashsale.order.Reservation;
import io.flashsale.order.Traceparent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00.123Z");

    @Test
    void takesAllOfAReservationOrNone() {
        Decision decision =
                decide(3, List.of(), Set.of(), reservation(1, "a", 2), reservation(2, "b", 2), reservation(3, "c", 1));

        assertThat(decision.created())
                .extracting(Order::status)
                .containsExactly(OrderStatus.PENDING_PAYMENT, OrderStatus.REJECTED, OrderStatus.PENDING_PAYMENT);
        assertThat(decision.takenUnits()).containsExactly(Map.entry("sale", 3));
    }

    @Test
    void rejectsTheSecondOrderOfABuyerWithinTheBatch() {
        Decision decision = decide(9, List.of(), Set.of(), reservation(1, "a", 1), reservation(2, "a", 1));

        assertThat(decision.created())
                .extracting(Order::status)
                .containsExactly(OrderStatus.PENDING_PAYMENT, OrderStatus.REJECTED);
    }

    @Test
    void rejectsABuyerWhoHasALiveOrder() {
        Decision decision = decide(9, List.of(), Set.of("a"), reservation(1, "a", 1));

        assertThat(decision.created()).extracting(Order::status).containsExactly(OrderStatus.REJECTED);
        assertThat(decision.takenUnits()).isEmpty();
    }

    @Test
    void countsARepetitionWithinTheBatchOnce() {
        Decision decision = decide(9, List.of(), Set.of(), reservation(1, "a", 1), reservation(1, "a", 1));

        assertThat(decision.created()).hasSize(1);
        assertThat(decision.repeated()).hasSize(1);
        assertThat(decision.takenUnits()).containsExactly(Map.entry("sale", 1));
    }

    @Test
    void insertsNothingForAnOrderThatExistsWhateverBecameOfIt() {
        Reservation reservation = reservation(1, "a", 1);
        Order cancelled = Order.created(reservation, allotment(9), NOW).cancel(NOW);
        Decision decision = decide(9, List.of(cancelled), Set.of(), reservation);

        assertThat(decision.created()).isEmpty();
        assertThat(decision.orderOf(reservation)).isSameAs(cancelled);
    }

    @Test
    void raisesAnAlarmForAnIdOfAnotherBuyersOrder() {
        Order other = Order.created(reservation(1, "b", 1), allotment(9), NOW);
        Decision decision = decide(9, List.of(other), Set.of(), reservation(1, "a", 1));

        assertThat(decision.alarms()).hasSize(1);
        assertThat(decision.created()).isEmpty();
        assertThat(decision.repeated()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void neverTakesMoreThanIsLeftNorTwoOrdersOfOneBuyer(long seed) {
        Random random = new Random(seed);
        List<Reservation> batch = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            batch.add(reservation(random.nextInt(400), "b" + random.nextInt(100), 1 + random.nextInt(3)));
        }
        Decision decision = new Decision(Map.of("sale", allotment(120)), List.of(), new HashMap<>(), NOW).decide(batch);
        List<Order> live = decision.created().stream()
                .filter(order -> order.status().isLive())
                .toList();

        assertThat(live.stream().mapToInt(Order::quantity).sum())
                .isEqualTo(decision.takenUnits().get("sale"))
                .isLessThanOrEqualTo(120);
        assertThat(live).extracting(Order::buyerId).doesNotHaveDuplicates();
        assertThat(decision.created()).extracting(Order::orderId).doesNotHaveDuplicates();
        assertThat(decision.created().size()
                        + decision.repeated().size()
                        + decision.alarms().size())
                .isEqualTo(batch.size());
    }

    private static Decision decide(int left, List<Order> existing, Set<String> live, Reservation... batch) {
        return new Decision(Map.of("sale", allotment(left)), existing, Map.of("sale", live), NOW)
                .decide(List.of(batch));
    }

    private static Allotment allotment(int left) {
        return new Allotment("sale", 1000 + left, 1000, 4990, "EUR", 300);
    }

    private static Reservation reservation(int number, String buyerId, int quantity) {
        return new Reservation("sale-1-" + number, "sale", buyerId, quantity, Traceparent.random());
    }
}
