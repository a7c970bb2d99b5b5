package io.flashsale.edge.answering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.flashsale.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/** How the edge answers: JSON or problem+json, not cached unless it says so, and nothing when the client is gone. */
public final class Answers {

    private static final CharSequence PROBLEM = HttpHeaders.createOptimized(Problem.MEDIA_TYPE);
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final int LONGEST_COMPRESSED = 64 * 1024;
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence RETRY_AFTER_VALUE =
            HttpHeaders.createOptimized(Integer.toString(Problem.RETRY_AFTER_SECONDS));
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // As the hashes of published lines are taken over them.
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private Answers() {}

    /** A refusal encoded once and sent as often as needed. */
    public static final class Refusal {
        private final int status;
        private final CharSequence retryAfter;
        private final Buffer body;

        private Refusal(Problem problem, CharSequence retryAfter) {
            this.status = problem.status();
            this.retryAfter = retryAfter;
            this.body = encode(problem);
        }

        /** Encodes a problem. */
        public static Refusal of(Problem problem) {
            return new Refusal(problem, problem.isRetryable() ? RETRY_AFTER_VALUE : null);
        }

        /** Encodes a problem that passes in so many seconds. */
        public static Refusal of(Problem problem, int retryAfterSeconds) {
            return new Refusal(problem, HttpHeaders.createOptimized(Integer.toString(retryAfterSeconds)));
        }

        /** Sends it. */
        public void send(HttpServerResponse response) {
            if (response.ended() || response.closed()) {
                return;
            }
            response.setStatusCode(status);
            response.putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM);
            response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
            if (retryAfter != null) {
                response.putHeader(HttpHeaders.RETRY_AFTER, retryAfter);
            }
            response.end(body);
        }
    }

    /** Refuses with a problem that is particular to this request. */
    public static void refuse(HttpServerResponse response, Problem problem) {
        Refusal.of(problem).send(response);
    }

    /** Answers with JSON. */
    public static void json(HttpServerResponse response, int status, Buffer body) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(status);
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
        response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
        response.end(body);
    }

    /**
     * JSON that is the same for everybody and changes at any moment: clients may keep it, and ask whether it still holds.
     * What is longer than 64 KB is not compressed: that would occupy an event loop for milliseconds.
     */
    public static Representation revalidated(Buffer json) {
        return new Representation("application/json", "no-cache", json, LONGEST_COMPRESSED);
    }

    /** Writes a value as JSON; times as RFC 3339. */
    public static Buffer encode(Object value) {
        try {
            return Buffer.buffer(MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What the edge answers can always be written as JSON", e);
        }
    }
}
