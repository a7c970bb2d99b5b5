package io.flashsale.load;

import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import java.time.Duration;
import java.util.Set;

/**
 * Looks at the buyer's order until it is in the wanted state. Each look is a request, so they are some time apart; an
 * order that is not there in time fails the run by one last look that demands it.
 */
final class OrderWatch {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_IDLE_LOOKS = Duration.ofSeconds(2);

    private final ContractAnswers answers;

    OrderWatch(ContractAnswers answers) {
        this.answers = answers;
    }

    /** Until the order is in the database. */
    ChainBuilder untilConfirmed() {
        return watch("PENDING_PAYMENT", Set.of("QUEUED"), BETWEEN_LOOKS, PATIENCE);
    }

    /** Until a command on the order has had its effect. */
    ChainBuilder until(String wanted) {
        return watch(wanted, Set.of("QUEUED", "PENDING_PAYMENT"), BETWEEN_LOOKS, PATIENCE);
    }

    /** Until the order's hold has ended. */
    ChainBuilder untilExpired(Duration hold) {
        return watch("EXPIRED", Set.of("PENDING_PAYMENT"), BETWEEN_IDLE_LOOKS, hold.plus(PATIENCE));
    }

    private ChainBuilder watch(String wanted, Set<String> before, Duration between, Duration patience) {
        return exec(session -> session.remove("orderStatus").set("looksUntil", System.nanoTime() + patience.toNanos()))
                .asLongAs(session -> {
                    String status = session.getString("orderStatus");
                    return (status == null || before.contains(status))
                            && System.nanoTime() < session.getLong("looksUntil");
                })
                .on(pause(between).exec(look("Order", jsonPath("$.status").saveAs("orderStatus"))))
                .exec(doIf(session -> !wanted.equals(session.getString("orderStatus")))
                        .then(look("Order that is late", jsonPath("$.status").is(wanted))));
    }

    private ChainBuilder look(String name, CheckBuilder demanded) {
        return answers.demand(
                name,
                http -> http.get("/api/orders/#{orderId}").header("Authorization", "Bearer #{token}"),
                200,
                demanded);
    }
}
