package io.flashsale.order.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.flashsale.order.testing.Books;
import io.flashsale.order.testing.Calls;
import io.flashsale.order.testing.Neighbours;
import io.flashsale.order.testing.Sale;
import io.flashsale.order.testing.Topics;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "orders"))
@WithTestResource(Neighbours.class)
class OrderEventsResourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Books books;

    @Inject
    OpenStreams streams;

    @TestHTTPResource("/")
    URI root;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Test
    void pushesFromTheHoldToTheEnd() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.nextOrderId();
        Neighbours.hold(orderId, "alice", 1);
        CompletableFuture<HttpResponse<Stream<String>>> answer = listen(orderId, "alice");
        await().atMost(PATIENCE).until(() -> statuses().equals(List.of("QUEUED")));
        sale.reserve(orderId, "alice", 1);
        await().atMost(PATIENCE).until(() -> statuses().equals(List.of("QUEUED", "PENDING_PAYMENT")));
        sale.payment(orderId, "p-1", "FAILED");
        await().atMost(PATIENCE).until(() -> statuses().size() == 3);
        sale.payment(orderId, "p-2", "SUCCEEDED");

        assertThat(answer.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS)
                        .join()
                        .headers()
                        .firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(statuses()).containsExactly("QUEUED", "PENDING_PAYMENT", "PENDING_PAYMENT", "PAID");
        assertThat(prefixed("id:")).containsExactly("0", "1", "1", "2");
        assertThat(prefixed("event:")).containsOnly("order");
        String shown = Calls.by("alice").get("/api/orders/{id}", orderId).asString();
        assertThat(Topics.json(prefixed("data:").get(3))).isEqualTo(Topics.json(shown));
        await().atMost(PATIENCE).until(() -> !streams.isListenedTo(orderId));
    }

    @Test
    void hearsOfACancellationWithinASecondOrSo() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 1);
        listen(orderId, "alice");
        await().atMost(PATIENCE).until(() -> statuses().equals(List.of("PENDING_PAYMENT")));
        Calls.by("alice").post("/api/orders/{id}/cancellation", orderId).then().statusCode(202);

        await().atMost(Duration.ofSeconds(10)).until(() -> statuses().equals(List.of("PENDING_PAYMENT", "CANCELLED")));
    }

    @Test
    void sendsTheStatusAndEndsWhenNothingCanChange() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 1);
        Calls.by("alice").post("/api/orders/{id}/cancellation", orderId).then().statusCode(202);

        listen(orderId, "alice")
                .orTimeout(30, java.util.concurrent.TimeUnit.SECONDS)
                .join();
        assertThat(statuses()).containsExactly("CANCELLED");
    }

    @Test
    void answersAProblemInsteadOfAStreamToOthers() {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 1);

        Calls.by("mallory")
                .get("/api/orders/{id}/events", orderId)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/not-found"));
        Calls.by("alice")
                .header("Accept", "text/event-stream")
                .get("/api/orders/nonsense/events")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    /** Completes when the stream has ended. */
    private CompletableFuture<HttpResponse<Stream<String>>> listen(String orderId, String buyerId) {
        HttpRequest request = HttpRequest.newBuilder(root.resolve("/api/orders/" + orderId + "/events"))
                .header("X-Service-Token", Calls.TOKEN)
                .header("X-User-Id", buyerId)
                .header("Accept", "text/event-stream")
                .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.ofLines())
                .thenApplyAsync(answer -> {
                    answer.body().forEach(lines::add);
                    return answer;
                });
    }

    private List<String> statuses() {
        return prefixed("data:").stream()
                .map(data -> Topics.json(data).path("status").asText())
                .toList();
    }

    private List<String> prefixed(String prefix) {
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).trim())
                .toList();
    }
}
