package io.flashsale.load;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.Http;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the public contract allows a call to answer: one status of success, or refusals by their problem types. Anything
 * else is a failed request.
 *
 * <p>The contract allows {@code unavailable} and {@code unknown-outcome} when a part is down. Nothing is down in a
 * simulation, so neither is named by any call here, and each is a failure.
 */
final class ContractAnswers {
    static final String STATUS = "answeredStatus";
    static final String MILLIS = "answeredMillis";
    static final String PROBLEM = "answeredProblem";
    static final String WAITED = "waitedMillis";
    private static final String TICKET = "ticket";
    private static final String QUEUED_AT = "queuedAtNanos";
    private static final String MEDIA_TYPE = "application/problem+json";

    private final Tally tally;
    private final ConnectionBudget budget;

    ContractAnswers(Tally tally, ConnectionBudget budget) {
        this.tally = tally;
        this.budget = budget;
    }

    /**
     * Makes the call and demands the status, or problem+json of one of the types.
     *
     * @param name of the request in the report
     * @param success the status of success
     * @param onSuccess what is demanded of that answer and kept from it
     * @param types the last segments of the allowed problem types, such as {@code sold-out}
     */
    ChainBuilder demand(
            String name,
            Function<Http, HttpRequestActionBuilder> call,
            int success,
            CheckBuilder onSuccess,
            String... types) {
        List<String> allowed = problems(types);
        return demand(name, call, success, onSuccess, session -> allowed);
    }

    /** As above; what may be refused depends on what the buyer has. */
    ChainBuilder demand(
            String name,
            Function<Http, HttpRequestActionBuilder> call,
            int success,
            CheckBuilder onSuccess,
            Function<Session, List<String>> allowed) {
        HttpRequestActionBuilder request = call.apply(http(name))
                // Naming the status at all keeps Gatling from demanding a 2xx by itself.
                .check(
                        status().transform(tally::answered).saveAs(STATUS),
                        responseTimeInMillis().saveAs(MILLIS))
                .checkIf((response, session) -> response.status().code() == success)
                .then(onSuccess)
                .checkIf((response, session) -> response.status().code() != success)
                .then(
                        header("Content-Type").is(MEDIA_TYPE),
                        jsonPath("$.type").in(allowed).saveAs(PROBLEM));
        return exec(this::queue)
                .asLongAs(session -> !budget.isTurnOf(session.getLong(TICKET)))
                .on(pause(session -> budget.sleepOf(session.getLong(TICKET))))
                .exec(session -> session.set(WAITED, waitedMillis(session)))
                .exec(request)
                .exec(session -> {
                    budget.end();
                    return tally.ended(name, success, session);
                });
    }

    /** @param types the last segments of problem types */
    static List<String> problems(String... types) {
        return Stream.of(types).map(type -> "/problems/" + type).toList();
    }

    /** The failure of an earlier call is counted already and says nothing of the next. */
    private Session queue(Session session) {
        return session.markAsSucceeded()
                .removeAll(STATUS, MILLIS, PROBLEM)
                .set(TICKET, budget.draw())
                .set(QUEUED_AT, System.nanoTime());
    }

    private static int waitedMillis(Session session) {
        return (int)
                Duration.ofNanos(System.nanoTime() - session.getLong(QUEUED_AT)).toMillis();
    }
}
