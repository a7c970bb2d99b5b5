package io.flashsale.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.vertx.core.VertxException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResteasyReactiveClientProblem;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns whatever leaves a resource into problem+json.
 *
 * <p>Three classes of trouble: the caller's (4xx, never logged), a dependency's (503, the dependency's own metric
 * tells), and ours (500, logged once with its cause). None of them shows a stack trace.
 */
public final class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response map(ProblemException refusal) {
        return response(refusal.problem());
    }

    @ServerExceptionMapper
    Response map(JsonProcessingException unreadable) {
        return response(invalidJson(unreadable));
    }

    @ServerExceptionMapper
    Response map(WebApplicationException thrown) {
        if (thrown.getCause() instanceof JsonProcessingException unreadable) {
            return response(invalidJson(unreadable));
        }
        if (thrown instanceof ResteasyReactiveClientProblem) {
            // Another service's refusal of OUR call says nothing about the caller's.
            return response(Problem.unavailable("A part of the system does not answer; try again."));
        }
        int status = thrown.getResponse().getStatus();
        return switch (status) {
            case 400 -> response(Problem.invalidRequest("body", "cannot be read"));
            case 401 -> response(Problem.unauthenticated(null));
            case 403 -> response(Problem.forbidden(null));
            case 404 -> response(Problem.notFound("There is nothing at this path."));
            case 405 -> response(Problem.of("method-not-allowed", "Method not allowed", 405, null));
            case 406 -> response(Problem.of("not-acceptable", "Not acceptable", 406, null));
            case 413 -> response(Problem.of("too-large", "Request too large", 413, null));
            case 415 -> response(Problem.of("unsupported-media-type", "Send application/json", 415, null));
            default -> status < 500 ? response(Problem.of("refused", "Refused", status, null)) : unexpected(thrown);
        };
    }

    @ServerExceptionMapper
    Response map(Throwable thrown) {
        return isDependencyTrouble(thrown)
                ? response(Problem.unavailable("A part of the system does not answer; try again."))
                : unexpected(thrown);
    }

    private static Response unexpected(Throwable thrown) {
        LOG.error("Unexpected failure of a request", thrown);
        return response(Problem.internal());
    }

    /**
     * A broken connection, a refused statement or a time-out anywhere among the causes; what a commit failed of, the
     * transaction manager tells as suppressed.
     */
    static boolean isDependencyTrouble(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>(List.of(thrown));
        while (!left.isEmpty()) {
            Throwable cause = left.poll();
            if (cause instanceof SQLException
                    || cause instanceof TimeoutException
                    || cause instanceof IOException
                    // A connection that was closed under a call.
                    || cause instanceof VertxException) {
                return true;
            }
            if (seen.add(cause)) {
                left.addAll(List.of(cause.getSuppressed()));
                Optional.ofNullable(cause.getCause()).ifPresent(left::add);
            }
        }
        return false;
    }

    /** Says which field of a JSON body could not be read, and what it should have been. */
    public static Problem invalidJson(JsonProcessingException unreadable) {
        if (unreadable instanceof UnrecognizedPropertyException unknown) {
            return Problem.invalidRequest(path(unknown), "is not a known field");
        }
        if (unreadable instanceof InvalidFormatException format) {
            return Problem.invalidRequest(path(format), "must be " + describe(format.getTargetType()));
        }
        if (unreadable instanceof MismatchedInputException mismatch) {
            return Problem.invalidRequest(path(mismatch), "must be " + describe(mismatch.getTargetType()));
        }
        if (unreadable instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            return Problem.invalidRequest(path(mapping), "cannot be read");
        }
        return Problem.invalidRequest("body", "is not valid JSON");
    }

    private static String path(JsonMappingException mapping) {
        String path = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "body" : path;
    }

    private static String describe(Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type == String.class) {
            return "a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a whole number in range";
        }
        if (java.time.temporal.Temporal.class.isAssignableFrom(type)) {
            return "an RFC 3339 time such as 2026-01-15T10:00:00Z";
        }
        return "a JSON object";
    }

    /** The HTTP answer for a problem. */
    public static Response response(Problem problem) {
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.isRetryable()) {
            answer.header(HttpHeaders.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
        }
        return answer.build();
    }
}
