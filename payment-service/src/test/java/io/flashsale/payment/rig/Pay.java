package io.flashsale.payment.rig;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.UUID;

/** A buyer's hands: payments as the edge passes them on. */
public final class Pay {

    public static final String GOOD_CARD = "4242424242424242";
    public static final String DECLINED_CARD = "4000000000000002";
    public static final String TIMING_OUT_CARD = "4000000000000119";
    public static final String LATE_CARD = "4000000000009995";

    private Pay() {}

    public static String body(String cardNumber) {
        return "{\"method\":\"card\",\"cardNumber\":\"" + cardNumber + "\",\"holder\":\"Alice Example\"}";
    }

    /** Pays with a key of its own. */
    public static Response with(String cardNumber, TestOrder order) {
        return post(order.orderId(), order.buyerId(), UUID.randomUUID().toString(), body(cardNumber));
    }

    public static Response post(String orderId, String buyerId, String key, String body) {
        return given().header("X-Service-Token", "test-service-token")
                .header("X-User-Id", buyerId)
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/orders/{id}/payments", orderId);
    }

    /** What order-service is told of the order's payment. */
    public static Response ask(String orderId) {
        return given().header("X-Service-Token", "test-service-token").get("/internal/orders/{id}/payment", orderId);
    }
}
