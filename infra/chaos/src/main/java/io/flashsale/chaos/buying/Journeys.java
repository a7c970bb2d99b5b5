package io.flashsale.chaos.buying;

import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.OrderStatus;
import io.flashsale.chaos.history.Outcome;
import io.flashsale.chaos.history.Seen;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What buyers do with their orders: look until they await payment, carry a plan out, and look until they are over.
 *
 * <p>An order has one step under way or waiting at a time. Runs on the crowd's thread.
 */
final class Journeys {

    private static final Duration FIRST_LOOK = Duration.ofMillis(200);
    private static final Duration THINKING = Duration.ofMillis(1_500);
    private static final Duration UNTIL_QUEUED_IS_READ_AGAIN = Duration.ofMillis(700);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    private static final Duration AFTER_THE_HOLD = Duration.ofMillis(400);
    /** With the pauses between them about as long as a hold. */
    private static final int MOST_ATTEMPTS = 4;
    /** Beyond this share of the stock nearly nobody pays, so that units keep coming back. */
    private static final double PAID_AT_MOST = 0.7;

    private static final double STILL_PAYING = 0.1;

    private final EdgeCalls calls;
    private final Pace pace;
    private final CrowdSettings settings;
    private final Random random;
    private final Set<String> begun = new HashSet<>();
    private int paidUnits;

    Journeys(EdgeCalls calls, Pace pace, CrowdSettings settings, Random random) {
        this.calls = calls;
        this.pace = pace;
        this.settings = settings;
        this.random = random;
    }

    /** Lets the buyer live with an order; an order that is known already is no news. */
    void begin(Buyer buyer, String orderId) {
        if (begun.add(orderId)) {
            Order order = new Order(buyer, orderId, draw());
            long thinking = random.nextInt((int) THINKING.toMillis());
            pace.after(FIRST_LOOK.plusMillis(thinking), () -> look(order));
        }
    }

    /** Distinct orders so far. */
    int begun() {
        return begun.size();
    }

    private Plan draw() {
        Plan plan = settings.plans().get(random.nextInt(settings.plans().size()));
        boolean isEnough = paidUnits > PAID_AT_MOST * settings.stock();
        return plan.keepsUnits() && isEnough && random.nextDouble() > STILL_PAYING ? Plan.CANCEL : plan;
    }

    /** An order and how far its buyer has come with it. */
    private static final class Order {
        final Buyer buyer;
        final String id;
        final Plan plan;
        boolean isPlanDone;
        int looks;
        int failures;

        Order(Buyer buyer, String id, Plan plan) {
            this.buyer = buyer;
            this.id = id;
            this.plan = plan;
        }

        /** The same for every sending of the order's payment. */
        String paymentKey() {
            return "pay-" + id;
        }
    }

    private void look(Order order) {
        pace.hear(calls.order(order.buyer, order.id), answer -> go(order, answer.call()));
    }

    private void go(Order order, Call read) {
        if (read.isNotFound()) {
            leave(order);
        } else if (!read.isOk() || read.seen().status() == OrderStatus.QUEUED) {
            pace.after(read.isOk() ? UNTIL_QUEUED_IS_READ_AGAIN : doubled(order.failures++), () -> look(order));
        } else if (read.seen().status().isFinal()) {
            if (read.seen().status() == OrderStatus.PAID) {
                paidUnits += read.seen().quantity();
            } else {
                leave(order);
            }
        } else if (!order.isPlanDone) {
            order.isPlanDone = true;
            carryOut(order, read.seen());
        } else {
            pace.after(nextPause(order), () -> look(order));
        }
    }

    /** The buyer is free to buy again. */
    private static void leave(Order order) {
        if (order.id.equals(order.buyer.liveOrder)) {
            order.buyer.liveOrder = null;
        }
    }

    private static Duration nextPause(Order order) {
        return doubled(order.looks++);
    }

    /** 1, 2, 4, 8, 8, ... seconds. */
    private static Duration doubled(int times) {
        Duration pause = Duration.ofSeconds(1L << Math.min(times, 3));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private void carryOut(Order order, Seen seen) {
        switch (order.plan) {
            case PAY, PAY_WITH_DECLINED_CARD, PAY_WITH_TIME_OUT -> pay(order, 1);
            case PAY_TWICE -> {
                calls.pay(order.buyer, order.id, order.plan.cardNumber(), order.paymentKey());
                pay(order, 1);
            }
            case PAY_TOO_LATE -> pay(order, 1);
            case CANCEL -> cancel(order, 1);
            case LET_EXPIRE -> lookAfterTheHold(order, seen);
        }
    }

    private void lookAfterTheHold(Order order, Seen seen) {
        Duration left = seen.expiresAtNanos() == null
                ? LONGEST_PAUSE
                : Duration.ofNanos(Math.max(0, seen.expiresAtNanos() - pace.nanos()));
        pace.after(left.plus(AFTER_THE_HOLD), () -> look(order));
    }

    private void pay(Order order, int attempt) {
        repeat(
                order,
                calls.pay(order.buyer, order.id, order.plan.cardNumber(), order.paymentKey()),
                attempt,
                () -> pay(order, attempt + 1));
    }

    private void cancel(Order order, int attempt) {
        repeat(order, calls.cancel(order.buyer, order.id), attempt, () -> cancel(order, attempt + 1));
    }

    /** Does a call again until it is decided, and then looks what became of the order. */
    private void repeat(Order order, CompletableFuture<Answer> done, int attempt, Runnable again) {
        pace.hear(done, answer -> {
            Outcome outcome = answer.call().outcome();
            boolean isOpen = outcome == Outcome.UNKNOWN || outcome == Outcome.NOT_SENT;
            if (isOpen && attempt < MOST_ATTEMPTS) {
                pace.after(doubled(attempt - 1), again);
            } else {
                pace.after(nextPause(order), () -> look(order));
            }
        });
    }
}
