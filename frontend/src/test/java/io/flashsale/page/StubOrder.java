package io.flashsale.page;

import java.time.Instant;

/** An order of the stub shop; the shop's lock guards it. */
final class StubOrder {

    final String id;
    final String saleId;
    final String buyer;
    final int quantity;
    String status = "QUEUED";
    String paymentStatus;
    Instant expiresAt;

    StubOrder(String id, String saleId, String buyer, int quantity) {
        this.id = id;
        this.saleId = saleId;
        this.buyer = buyer;
        this.quantity = quantity;
    }

    boolean isLive() {
        return status.equals("QUEUED") || status.equals("PENDING_PAYMENT") || status.equals("PAID");
    }

    String toJson(int priceMinor) {
        String expires = expiresAt == null ? "null" : '"' + expiresAt.toString() + '"';
        String payment = paymentStatus == null
                ? "null"
                : "{\"paymentId\":\"pay-" + id + "\",\"status\":\"" + paymentStatus + "\"}";
        return """
                {"orderId":"%s","saleId":"%s","quantity":%d,"status":"%s","amountMinor":%d,"currency":"EUR",\
                "expiresAt":%s,"payment":%s}""".formatted(id, saleId, quantity, status, quantity * priceMinor, expires, payment);
    }
}
