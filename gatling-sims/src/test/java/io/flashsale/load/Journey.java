package io.flashsale.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.repeat;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Choice;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * The steps of a buyer's journey, to be put together by simulations: sign in, fetch a pass, click, watch the order, then
 * pay it, cancel it or let it expire.
 *
 * <p>A buyer's session carries {@code user} and {@code saleId} from the simulation; the steps add {@code token},
 * {@code pass}, {@code orderId} and {@code orderStatus}. Whatever is no answer of the public contract fails the call.
 */
final class Journey {
    private static final String BEARER = "Bearer #{token}";
    private static final List<String> REFUSALS = ContractAnswers.problems("sold-out", "sale-not-open", "rate-limited");
    /** A sale that is sold out is not so for a buyer with an order: the answer is that order. */
    private static final List<String> REFUSALS_WITH_ORDER = ContractAnswers.problems("rate-limited");

    private static final int MOST_PASS_TRIES = 50;
    private static final Duration BETWEEN_PASS_TRIES = Duration.ofMillis(100);

    private final ContractAnswers crowd;
    private final ContractAnswers winners;
    private final OrderWatch watch;

    /**
     * Lets those who have an order wait in a line of their own, as they would at home: not behind the crowd.
     *
     * @param crowd makes the calls that everybody makes
     * @param winners makes the calls of those who have an order
     */
    Journey(ContractAnswers crowd, ContractAnswers winners) {
        this.crowd = crowd;
        this.winners = winners;
        this.watch = new OrderWatch(winners);
    }

    /** Signs the buyer in by name. */
    ChainBuilder signIn() {
        return exec(crowd.demand(
                "Sign in",
                http -> http.post("/api/session").body(StringBody("{\"user\":\"#{user}\"}")),
                200,
                jsonPath("$.token").saveAs("token")));
    }

    /** Fetches the purchase pass, trying again while the sale is not open yet. */
    ChainBuilder fetchPass() {
        return asLongAs(
                        session -> !session.contains("pass") && session.getInt("passTries") < MOST_PASS_TRIES,
                        "passTries")
                .on(
                        exec(crowd.demand(
                                "Pass",
                                http -> http.post("/api/sales/#{saleId}/pass").header("Authorization", BEARER),
                                200,
                                jsonPath("$.pass").saveAs("pass"),
                                "sale-not-open",
                                "rate-limited")),
                        doIf(session -> !session.contains("pass")).then(pause(BETWEEN_PASS_TRIES)));
    }

    /** Presses Buy so many times, each as soon as the one before is answered; repeated clicks must name the same order. */
    ChainBuilder click(int times) {
        return repeat(times).on(click());
    }

    /** Presses Buy so many times, with a moment's thought between the clicks. */
    ChainBuilder clickAndThink(int times, Duration least, Duration most) {
        return exec(click()).repeat(times - 1).on(pause(least, most).exec(click()));
    }

    private ChainBuilder click() {
        return exec(crowd.demand(
                Tally.BUY,
                http -> http.post("/api/sales/#{saleId}/orders")
                        .header("Authorization", BEARER)
                        .header("X-Purchase-Pass", "#{pass}"),
                202,
                jsonPath("$.orderId")
                        .validate("the buyer's one order", Journey::demandSameOrder)
                        .saveAs("orderId"),
                session -> session.contains("orderId") ? REFUSALS_WITH_ORDER : REFUSALS));
    }

    private static String demandSameOrder(String orderId, Session session) {
        String before = session.getString("orderId");
        if (before != null && !before.equals(orderId)) {
            throw new IllegalArgumentException("was " + before + " before");
        }
        return orderId;
    }

    /** What the buyer of an accepted click does with the order; buyers who were turned away do nothing. */
    ChainBuilder settle(LoadSettings settings, ChainBuilder otherwise) {
        int paying = settings.payingPercent();
        int cancelling = Math.min(settings.cancellingPercent(), 100 - paying);
        return doIf(session -> session.contains("orderId"))
                .then(exec(watch.untilConfirmed())
                        .exec(randomSwitch()
                                .on(
                                        new Choice.WithWeight(paying, pay()),
                                        new Choice.WithWeight(cancelling, cancel()),
                                        new Choice.WithWeight(100.0 - paying - cancelling, otherwise))));
    }

    /** Pays with the card that succeeds and watches the order until it is paid. */
    private ChainBuilder pay() {
        return exec(session -> session.set("paymentKey", UUID.randomUUID().toString()))
                .exec(winners.demand(
                        "Pay",
                        http -> http.post("/api/orders/#{orderId}/payments")
                                .header("Authorization", BEARER)
                                .header("Idempotency-Key", "#{paymentKey}")
                                .body(
                                        StringBody(
                                                "{\"method\":\"card\",\"cardNumber\":\"4242424242424242\",\"holder\":\"A Buyer\"}")),
                        202,
                        jsonPath("$.paymentId").exists()))
                .exec(watch.until("PAID"));
    }

    /** Cancels the order and watches it until it is cancelled. */
    private ChainBuilder cancel() {
        return exec(winners.demand(
                        "Cancel",
                        http -> http.post("/api/orders/#{orderId}/cancellation").header("Authorization", BEARER),
                        202,
                        jsonPath("$").exists()))
                .exec(watch.until("CANCELLED"));
    }

    /** Does nothing but watch the order until its hold has ended. */
    ChainBuilder letExpire(int holdSeconds) {
        return watch.untilExpired(Duration.ofSeconds(holdSeconds));
    }
}
