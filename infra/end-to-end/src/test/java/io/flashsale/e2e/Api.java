package io.flashsale.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The public contract as a client speaks it, who repeats a call that met an instance on its way out. */
final class Api implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int WATCHERS = 16;

    private final PatientClient client = new PatientClient(PATIENCE);
    private final String url;
    private final String adminToken;
    private List<Buyer> watchers = List.of();

    Api(SystemUnderTest system) {
        this.url = system.url();
        this.adminToken = system.adminToken();
    }

    /** A signed-in buyer. */
    record Buyer(String name, String token, String userId) {}

    Future<Answer> send(String method, String path, Map<String, String> headers, String body) {
        return client.send(method, url + path, headers, body);
    }

    Answer call(String method, String path, Map<String, String> headers, String body) {
        return await(send(method, path, headers, body));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(90, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("No answer: " + e.getMessage(), e);
        }
    }

    Map<String, String> admin() {
        return Map.of("Authorization", "Bearer " + adminToken);
    }

    static Map<String, String> as(Buyer buyer) {
        return Map.of("Authorization", "Bearer " + buyer.token());
    }

    /** Creates a sale that opens now; its id. */
    String openSale(String title, int stock, int perUserLimit, int holdSeconds) {
        Answer created = await(createSale(title, stock, perUserLimit, holdSeconds));
        if (created.status() != 201) {
            throw new AssertionError("No sale: " + created);
        }
        String saleId = created.json().get("id").asText();
        awaitState(saleId, "OPEN");
        return saleId;
    }

    /** Asks for a sale that opens now. */
    Future<Answer> createSale(String title, int stock, int perUserLimit, int holdSeconds) {
        String body =
                """
                {"title":"%s","priceMinor":4990,"currency":"EUR","stock":%d,"opensAt":"%s","closesAt":"%s",
                 "perUserLimit":%d,"holdSeconds":%d,"mode":"open"}""".formatted(title, stock, Instant.now(), Instant.now().plusSeconds(1_800), perUserLimit, holdSeconds);
        return send("POST", "/admin/sales", admin(), body);
    }

    /** Waits until every edge shows the sale in this state: they hear of it one after the other. */
    void awaitState(String saleId, String state) {
        List<Buyer> readers = watchers();
        Waiting.until("sale " + saleId + " is " + state + " at every edge", () -> {
            List<Future<Answer>> reads = readers.stream()
                    .map(reader -> send("GET", "/api/sales/" + saleId, as(reader), null))
                    .toList();
            await(Future.all(reads));
            return reads.stream()
                    .allMatch(
                            read -> read.result().json().path("state").asText().equals(state));
        });
    }

    /** Buyers who come from several connections at once, so that a balancer spreads them, whatever it balances by. */
    private synchronized List<Buyer> watchers() {
        if (watchers.isEmpty()) {
            List<Future<Buyer>> arriving = IntStream.range(0, WATCHERS)
                    .mapToObj(i -> signIn("watcher-" + i))
                    .toList();
            await(Future.all(arriving));
            watchers = arriving.stream().map(Future::result).toList();
        }
        return watchers;
    }

    Future<Buyer> signIn(String name) {
        return send("POST", "/api/session", Map.of(), "{\"user\":\"" + name + "\"}")
                .map(answer -> new Buyer(
                        name,
                        answer.json().path("token").asText(),
                        answer.json().path("userId").asText()));
    }

    Future<String> pass(Buyer buyer, String saleId) {
        return send("POST", "/api/sales/" + saleId + "/pass", as(buyer), null)
                .map(answer -> answer.json().path("pass").asText());
    }

    Future<Answer> buy(Buyer buyer, String saleId, String pass) {
        return send(
                "POST",
                "/api/sales/" + saleId + "/orders",
                Map.of("Authorization", "Bearer " + buyer.token(), "X-Purchase-Pass", pass),
                null);
    }

    /** Signs in nobody: gets a pass and clicks once. */
    Answer buyOnce(Buyer buyer, String saleId) {
        return await(pass(buyer, saleId).compose(pass -> buy(buyer, saleId, pass)));
    }

    Future<Answer> order(Buyer buyer, String orderId) {
        return send("GET", "/api/orders/" + orderId, as(buyer), null);
    }

    Future<Answer> cancel(Buyer buyer, String orderId) {
        return send("POST", "/api/orders/" + orderId + "/cancellation", as(buyer), null);
    }

    Future<Answer> pay(Buyer buyer, String orderId, String card, String key) {
        return send(
                "POST",
                "/api/orders/" + orderId + "/payments",
                Map.of(
                        "Authorization",
                        "Bearer " + buyer.token(),
                        "Idempotency-Key",
                        key,
                        "Content-Type",
                        "application/json"),
                "{\"method\":\"card\",\"cardNumber\":\"" + card + "\",\"holder\":\"" + buyer.name() + "\"}");
    }

    JsonNode ledger(String saleId) {
        return call("GET", "/admin/sales/" + saleId + "/ledger", admin(), null).json();
    }

    /** Completes when the time has passed. */
    Future<Void> after(Duration time) {
        return client.after(time);
    }

    /** How many calls had to be sent again so far. */
    int repeats() {
        return client.repeats();
    }

    @Override
    public void close() {
        client.close();
    }
}
