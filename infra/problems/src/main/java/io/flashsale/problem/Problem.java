package io.flashsale.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal as RFC 9457 problem details: what went wrong, in a form that programs switch on ({@code type}) and
 * people read ({@code title}, {@code detail}).
 *
 * @param type stable URI reference such as {@code /problems/sold-out}
 * @param title the same for every occurrence of the type
 * @param status the HTTP status it is sent with
 * @param detail what is particular to this occurrence, or null
 * @param extensions further members of the JSON object, such as {@code final} or {@code errors}
 */
@JsonPropertyOrder({"type", "title", "status", "detail"})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonAnyGetter Map<String, Object> extensions) {

    /** The media type of every refusal. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Seconds a client is asked to wait before it tries an unavailable thing again. */
    public static final int RETRY_AFTER_SECONDS = 1;

    /**
     * One thing that is wrong with one field of a request.
     *
     * @param field the field's path in the request, for example {@code quantity}
     * @param message what it must be
     */
    public record FieldError(String field, String message) {}

    /** Nothing left. {@code isFinal} false means "for now": stock may come back. */
    public static Problem soldOut(boolean isFinal) {
        return of("sold-out", "Sold out", 409, isFinal ? null : "Sold out for now; units may come back.")
                .with("final", isFinal);
    }

    /** The sale has not opened yet, or has closed. */
    public static Problem saleNotOpen(Instant opensAt, String detail) {
        return of("sale-not-open", "Sale not open", 409, detail).with("opensAt", opensAt.toString());
    }

    /** Too many requests of one kind. */
    public static Problem rateLimited() {
        return of("rate-limited", "Too many requests", 429, null);
    }

    /** A Buy without a purchase pass. */
    public static Problem passRequired() {
        return of(
                "pass-required", "Purchase pass required", 403, "Ask for a pass first and send it as X-Purchase-Pass.");
    }

    /** A pass that is forged, expired, or made for another buyer or sale. */
    public static Problem passInvalid(String detail) {
        return of("pass-invalid", "Purchase pass invalid", 403, detail);
    }

    /** The caller is known and may not do this. */
    public static Problem forbidden(String detail) {
        return of("forbidden", "Forbidden", 403, detail);
    }

    /** The caller is not known. */
    public static Problem unauthenticated(String detail) {
        return of("unauthenticated", "Sign in first", 401, detail);
    }

    /** There is no such thing, or it belongs to somebody else. */
    public static Problem notFound(String detail) {
        return of("not-found", "Not found", 404, detail);
    }

    /** The request itself is wrong; every wrong field is named. */
    public static Problem invalidRequest(List<FieldError> errors) {
        return of("invalid-request", "Invalid request", 400, null).with("errors", errors);
    }

    /** The request itself is wrong in one field; {@code body} stands for the body as a whole. */
    public static Problem invalidRequest(String field, String message) {
        return invalidRequest(List.of(new FieldError(field, message)));
    }

    /** The state of the thing does not allow this. */
    public static Problem conflict(String detail) {
        return of("conflict", "Conflict", 409, detail);
    }

    /** The thing has changed since the version that the caller knows. */
    public static Problem staleVersion(long current) {
        return of("stale-version", "Stale version", 412, "It has been changed since; read it again.")
                .with("version", current);
    }

    /** A dependency does not answer; try again. */
    public static Problem unavailable(String detail) {
        return of("unavailable", "Unavailable for now", 503, detail);
    }

    /** A Buy was sent on and no answer came: it may or may not have taken stock. Clicking again is safe. */
    public static Problem unknownOutcome() {
        return of(
                "unknown-outcome",
                "Outcome unknown",
                503,
                "No answer came in time. Click again: you will get the same order, never a second one.");
    }

    /** The answer to a bug of ours; the log has the cause. */
    public static Problem internal() {
        return of("internal", "Internal error", 500, null);
    }

    /** A problem of a type under {@code /problems/}. */
    public static Problem of(String type, String title, int status, String detail) {
        return new Problem("/problems/" + type, title, status, detail, Map.of());
    }

    /** The same problem with one more member. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extensions);
        more.put(name, value);
        return new Problem(type, title, status, detail, more);
    }

    /** Whether the answer carries {@code Retry-After}. */
    @JsonIgnore
    public boolean isRetryable() {
        return status == 503 || status == 429;
    }
}
