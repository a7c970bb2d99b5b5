package io.flashsale.edge.rig;

import static io.restassured.RestAssured.given;

import io.flashsale.edge.Sale;
import io.flashsale.testing.RealServers;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** A buyer's and an operator's hands on the edge under test, and inventory-service's on its feed. */
public final class Edge {

    private static final KafkaProducer<String, String> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", RealServers.servers().get("KAFKA"), "acks", "all"),
            new StringSerializer(),
            new StringSerializer());

    private Edge() {}

    /** A signed-in buyer. */
    public record Buyer(String userId, String token) {

        public RequestSpecification calling() {
            return given().header("Authorization", "Bearer " + token);
        }

        public String passFor(Sale sale) {
            return calling()
                    .post("/api/sales/{id}/pass", sale.saleId())
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("pass");
        }

        public Response buy(Sale sale) {
            return calling().header("X-Purchase-Pass", passFor(sale)).post("/api/sales/{id}/orders", sale.saleId());
        }
    }

    /** A buyer nobody has seen before. */
    public static Buyer newBuyer() {
        return buyer("buyer " + UUID.randomUUID());
    }

    public static Buyer buyer(String name) {
        Response session = given().body(Map.of("user", name))
                .contentType("application/json")
                .post("/api/session");
        return new Buyer(session.path("userId"), session.path("token"));
    }

    public static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + StubServices.ADMIN_TOKEN);
    }

    /** Waits until the edge knows every sale there is, so that any other is none. */
    public static void awaitAllSalesKnown() {
        Awaitility.await("the edge has read the sales")
                .atMost(Duration.ofSeconds(20))
                .until(() -> given().get("/api/sales").statusCode() == 200);
    }

    /** Tells of a sale and waits until the edge has heard. */
    public static Sale tell(TestSale told) {
        Sale sale = told.build();
        publish(sale.saleId(), told.event());
        Awaitility.await("the edge hears of " + sale.saleId())
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    Response heard = given().get("/api/sales/{id}", sale.saleId());
                    return heard.statusCode() == 200 && heard.<Integer>path("stock.available") == sale.available();
                });
        return sale;
    }

    /** Sends anything to the topic of sales; returns when the broker has it. */
    public static void publish(String key, String value) {
        publish("flashsale.sales.v1", key, value);
    }

    /** Tells of an order as another edge's buyer, or order-service, causes it; returns when the broker has it. */
    public static void publishOrder(String topic, String type, String saleId, String orderId, String buyerId) {
        publish(topic, orderId, """
                {"id":"%s","type":"%s","time":"%s","traceparent":null,"orderId":"%s","saleId":"%s","buyerId":"%s",
                 "quantity":1,"aFieldOfTomorrow":{}}""".formatted(UUID.randomUUID(), type, Instant.now(), orderId, saleId, buyerId));
    }

    /** Sends anything to a topic; returns when the broker has it. */
    public static void publish(String topic, String key, String value) {
        try {
            PRODUCER.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Demands a refusal of the contract. */
    public static ValidatableResponse assertProblem(Response response, int status, String type) {
        ValidatableResponse answer = response.then()
                .statusCode(status)
                .header("Content-Type", org.hamcrest.Matchers.startsWith("application/problem+json"))
                .body("type", org.hamcrest.Matchers.equalTo("/problems/" + type))
                .body("status", org.hamcrest.Matchers.equalTo(status));
        if (status == 503) {
            answer.header("Retry-After", "1");
        }
        return answer;
    }

    /** Demands a 400 that names the field. */
    public static void assertInvalid(Response response, String field) {
        assertProblem(response, 400, "invalid-request").body("errors.field", org.hamcrest.Matchers.hasItem(field));
    }
}
