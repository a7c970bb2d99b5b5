package io.flashsale.payment.rig;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** An order made up for a test, with ids no other test has. */
public record TestOrder(String orderId, String saleId, String buyerId, Instant expiresAt) {

    public static final long AMOUNT_MINOR = 4990;

    /** An order whose hold ends after so many milliseconds. */
    public static TestOrder holdingFor(long millis) {
        String unique = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        Instant end = Instant.now().plusMillis(millis).truncatedTo(ChronoUnit.MILLIS);
        return new TestOrder(unique + "-1-1", unique, "u" + unique, end);
    }

    /** An order with minutes to pay. */
    public static TestOrder fresh() {
        return holdingFor(300_000);
    }

    /** The same sale and buyer, another order. */
    public TestOrder sibling() {
        return new TestOrder(saleId + "-1-2", saleId, buyerId, expiresAt);
    }

    /** The order as an event of a type, and, for what an answer has in common with it, as an answer. */
    public String json(String status, long version) {
        String type =
                switch (status) {
                    case "PAID" -> "OrderPaid";
                    case "CANCELLED" -> "OrderCancelled";
                    case "EXPIRED" -> "OrderExpired";
                    case "REJECTED" -> "OrderRejected";
                    default -> "OrderCreated";
                };
        return """
                {"id":"%s","type":"%s","time":"2026-01-15T10:00:00.123Z",
                 "traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                 "orderId":"%s","saleId":"%s","buyerId":"%s","quantity":1,"status":"%s","version":%d,
                 "amountMinor":%d,"currency":"EUR","expiresAt":"%s"}""".formatted(
                        UUID.randomUUID(), type, orderId, saleId, buyerId, status, version, AMOUNT_MINOR, expiresAt);
    }
}
