package io.flashsale.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * The steps of a buyer's journey, to be put together by simulations: sign in, fetch a pass, click, watch the order, pay.
 *
 * <p>A buyer's session carries {@code user} and {@code saleId} from the simulation; the steps add {@code token},
 * {@code pass}, {@code orderId} and {@code orderStatus}. Whatever is no answer of the public contract fails the call.
 */
final class Journey {
    private static final Set<String> UNDER_WAY = Set.of("QUEUED", "PENDING_PAYMENT");
    private static final String BEARER = "Bearer #{token}";
    /** Longer than a hold that is sent again needs; the watching ends as a failure after it. */
    private static final int MOST_LOOKS = 150;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final int MOST_PASS_TRIES = 50;

    private Journey() {}

    /** Signs the buyer in by name. */
    static ChainBuilder signIn() {
        return exec(http("Sign in")
                .post("/api/session")
                .body(StringBody("{\"user\":\"#{user}\"}"))
                .check(status().is(200), jsonPath("$.token").saveAs("token")));
    }

    /** Fetches the purchase pass, trying again while the sale is not open yet. */
    static ChainBuilder fetchPass() {
        return asLongAs(
                        session -> !session.contains("pass") && session.getInt("passTries") < MOST_PASS_TRIES,
                        "passTries")
                .on(
                        exec(ContractAnswers.demand(
                                http("Pass").post("/api/sales/#{saleId}/pass").header("Authorization", BEARER),
                                200,
                                jsonPath("$.pass").saveAs("pass"),
                                "sale-not-open",
                                "rate-limited")),
                        doIf(session -> !session.contains("pass")).then(pause(Duration.ofMillis(100))));
    }

    /** Presses Buy so many times, one after the other; repeated clicks must name the same order. */
    static ChainBuilder click(int times) {
        return repeat(times)
                .on(exec(ContractAnswers.demand(
                        http("Buy")
                                .post("/api/sales/#{saleId}/orders")
                                .header("Authorization", BEARER)
                                .header("X-Purchase-Pass", "#{pass}"),
                        202,
                        jsonPath("$.orderId")
                                .validate("the buyer's one order", Journey::demandSameOrder)
                                .saveAs("orderId"),
                        "sold-out",
                        "rate-limited",
                        "unknown-outcome")));
    }

    private static String demandSameOrder(String orderId, Session session) {
        String before = session.getString("orderId");
        if (before != null && !before.equals(orderId)) {
            throw new IllegalArgumentException("was " + before + " before");
        }
        return orderId;
    }

    /** Looks at the order until it has left the given statuses behind. */
    private static ChainBuilder watchWhile(String counter, Set<String> statuses, String... refusals) {
        return exec(session -> session.remove("orderStatus"))
                .asLongAs(
                        session -> session.getInt(counter) < MOST_LOOKS
                                && (!session.contains("orderStatus")
                                        || statuses.contains(session.getString("orderStatus"))),
                        counter)
                .on(
                        exec(ContractAnswers.demand(
                                http("Order").get("/api/orders/#{orderId}").header("Authorization", BEARER),
                                200,
                                jsonPath("$.status").saveAs("orderStatus"),
                                refusals)),
                        doIf(session -> statuses.contains(session.getString("orderStatus")))
                                .then(pause(BETWEEN_LOOKS)));
    }

    /** Watches the order until it is in the database; for buyers who have one. */
    static ChainBuilder watchUntilConfirmed() {
        return watchWhile("queuedLooks", Set.of("QUEUED"), "unavailable")
                .exec(finalLook("Confirmed order", "PENDING_PAYMENT"));
    }

    /** The look that decides: an order that never gets there fails the run. */
    private static HttpRequestActionBuilder finalLook(String name, String wanted) {
        return http(name)
                .get("/api/orders/#{orderId}")
                .header("Authorization", BEARER)
                .check(status().is(200), jsonPath("$.status").is(wanted));
    }

    /** Pays with the card that succeeds and watches the order until it is paid. */
    static ChainBuilder pay() {
        return exec(session -> session.set("paymentKey", UUID.randomUUID().toString()))
                .exec(http("Pay")
                        .post("/api/orders/#{orderId}/payments")
                        .header("Authorization", BEARER)
                        .header("Idempotency-Key", "#{paymentKey}")
                        .body(StringBody(
                                "{\"method\":\"card\",\"cardNumber\":\"4242424242424242\",\"holder\":\"#{user}\"}"))
                        .check(status().is(202)))
                .exec(watchWhile("pendingLooks", UNDER_WAY, "unavailable"))
                .exec(finalLook("Paid order", "PAID"));
    }
}
