package io.flashsale.chaos.buying;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.flashsale.chaos.history.CallKind;
import io.flashsale.chaos.history.History;
import io.flashsale.chaos.history.OrderStatus;
import io.flashsale.chaos.history.Outcome;
import io.flashsale.chaos.history.PaymentStatus;
import io.flashsale.chaos.history.Seen;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Measures answers by the public contract. Whatever that does not have is UNEXPECTED. */
final class AnswerReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBLEMS = "/problems/";
    private static final int LONGEST_QUOTE = 200;

    /** The refusals that each call may meet; who follows the contract meets no others. */
    private static final Map<CallKind, Set<String>> REFUSALS = Map.of(
            CallKind.SIGN_IN, Set.of("rate-limited"),
            // An edge that has just started answers not-found until it has heard of the sale.
            CallKind.PASS, Set.of("sale-not-open", "rate-limited", "not-found"),
            CallKind.BUY, buyRefusals(),
            CallKind.RESOLVING_BUY, buyRefusals(),
            CallKind.PAY, Set.of("conflict", "not-found", "rate-limited"),
            CallKind.CANCEL, Set.of("conflict", "not-found", "rate-limited"),
            CallKind.READ, Set.of("not-found", "rate-limited"),
            CallKind.LIST, Set.of("rate-limited"));

    private static final Set<String> UNKNOWN = Set.of("unknown-outcome", "unavailable");

    private final History history;
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    AnswerReader(History history) {
        this.history = history;
    }

    private static Set<String> buyRefusals() {
        return Set.of("sold-out", "sale-not-open", "rate-limited", "not-found", "pass-invalid");
    }

    /** An answer that has been measured: see {@link io.flashsale.chaos.history.Call}. */
    record Measured(Outcome outcome, String problem, Seen seen, JsonNode body) {}

    Measured read(CallKind kind, int status, String text) {
        JsonNode body;
        try {
            body = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return unexpected(status, text);
        }
        if (!body.isObject()) {
            return unexpected(status, text);
        }
        return status == wanted(kind) ? readSuccess(kind, status, text, body) : readRefusal(kind, status, text, body);
    }

    private static int wanted(CallKind kind) {
        return switch (kind) {
            case SIGN_IN, PASS, READ, LIST, LISTED -> 200;
            case BUY, RESOLVING_BUY, PAY, CANCEL -> 202;
        };
    }

    private Measured readSuccess(CallKind kind, int status, String text, JsonNode body) {
        boolean complete =
                switch (kind) {
                    case SIGN_IN -> body.hasNonNull("token") && body.hasNonNull("userId");
                    case PASS -> body.hasNonNull("pass");
                    case PAY -> body.hasNonNull("paymentId");
                    case LIST -> body.path("orders").isArray();
                    case CANCEL -> true;
                    case BUY, RESOLVING_BUY, READ, LISTED -> body.hasNonNull("orderId");
                };
        if (!complete) {
            return unexpected(status, text);
        }
        try {
            boolean showsOrder = kind.isBuy() || kind.isRead();
            return new Measured(Outcome.OK, null, showsOrder ? seen(body) : null, body);
        } catch (IllegalArgumentException | DateTimeException e) {
            return unexpected(status, text);
        }
    }

    /** What a body in the form of the contract shows of an order; throws when it is not in that form. */
    Seen seen(JsonNode order) {
        String id = order.path("orderId").asText();
        String expiresAt = order.path("expiresAt").asText(null);
        JsonNode payment = order.path("payment");
        boolean isPaying = payment.isObject();
        return new Seen(
                ids.computeIfAbsent(id, same -> same),
                order.path("quantity").asInt(),
                OrderStatus.valueOf(order.path("status").asText()),
                expiresAt == null ? null : history.nanosAt(Instant.parse(expiresAt)),
                isPaying ? payment.path("paymentId").asText() : null,
                isPaying ? PaymentStatus.valueOf(payment.path("status").asText()) : null);
    }

    private static Measured readRefusal(CallKind kind, int status, String text, JsonNode body) {
        String type = body.path("type").asText();
        String problem =
                type.startsWith(PROBLEMS) ? type.substring(PROBLEMS.length()).intern() : "";
        if (status == 503 && UNKNOWN.contains(problem)) {
            return new Measured(Outcome.UNKNOWN, problem, null, body);
        }
        boolean decided = status < 500 && body.path("status").asInt() == status;
        return decided && REFUSALS.get(kind).contains(problem)
                ? new Measured(Outcome.REFUSED, problem, null, body)
                : unexpected(status, text);
    }

    private static Measured unexpected(int status, String text) {
        String quote = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
        return new Measured(
                Outcome.UNEXPECTED, status + " " + quote.strip().replace('\n', ' '), null, MissingNode.getInstance());
    }
}
