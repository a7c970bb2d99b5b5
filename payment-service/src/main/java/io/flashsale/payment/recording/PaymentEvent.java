package io.flashsale.payment.recording;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.payment.AttemptStatus;
import io.flashsale.payment.Traceparent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** An event of {@code flashsale.payments.v1} as the contract has it: the envelope and its fields in one flat object. */
@JsonPropertyOrder({"id", "type", "time", "traceparent"})
record PaymentEvent(
        String id,
        String type,
        String time,
        String traceparent,
        String paymentId,
        String orderId,
        String saleId,
        String buyerId,
        long amountMinor,
        String currency,
        String status) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** What is told of an attempt that has just become SUCCEEDED, FAILED or REFUNDED. */
    static PaymentEvent about(Attempt attempt, Instant now) {
        return new PaymentEvent(
                UUID.randomUUID().toString(),
                typeOf(attempt.status()),
                MILLIS.format(now),
                Traceparent.childOf(attempt.traceparent()),
                attempt.id(),
                attempt.orderId(),
                attempt.saleId(),
                attempt.buyerId(),
                attempt.amountMinor(),
                attempt.currency(),
                attempt.status().publicName());
    }

    private static String typeOf(AttemptStatus status) {
        return switch (status) {
            case SUCCEEDED -> "PaymentSucceeded";
            case FAILED -> "PaymentFailed";
            case REFUNDED -> "PaymentRefunded";
            case PENDING, REFUNDING -> throw new IllegalArgumentException("Nobody is told of " + status);
        };
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of strings and numbers can always be written", e);
        }
    }
}
