package io.flashsale.load;

import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.List;
import java.util.stream.Stream;

/** What the public contract allows a call to answer: one status of success, or refusals by their problem types. */
final class ContractAnswers {
    private static final String PROBLEM = "application/problem+json";

    private ContractAnswers() {}

    /**
     * Demands the status, or problem+json of one of the types.
     *
     * @param success the status of success
     * @param onSuccess what is demanded of that answer and kept from it
     * @param types the last segments of the allowed problem types, such as {@code sold-out}
     */
    static HttpRequestActionBuilder demand(
            HttpRequestActionBuilder call, int success, CheckBuilder onSuccess, String... types) {
        List<String> allowed = Stream.of(types).map(type -> "/problems/" + type).toList();
        // Naming the status at all keeps Gatling from demanding a 2xx by itself.
        return call.check(status().saveAs("answeredStatus"))
                .checkIf((response, session) -> response.status().code() == success)
                .then(onSuccess)
                .checkIf((response, session) -> response.status().code() != success)
                .then(header("Content-Type").is(PROBLEM), jsonPath("$.type").in(allowed));
    }
}
