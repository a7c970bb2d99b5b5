package io.flashsale.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The public contract as a client speaks it. */
final class Api implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx = Vertx.vertx();
    // Every call is made on this one event loop: a pool that is asked from foreign threads can lose a waiter.
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient client =
            vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(400).setKeepAlive(true));
    private final String base;
    private final String adminToken;

    Api(RunningSystem system) {
        this.base = system.env("EDGE_URL");
        this.adminToken = system.env("ADMIN_TOKEN");
    }

    /** An answer: status, headers in lower case, body as JSON (missing node when it is none). */
    record Answer(int status, Map<String, String> headers, String text) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                return JSON.missingNode();
            }
        }
    }

    /** A signed-in buyer. */
    record Buyer(String name, String token, String userId) {}

    Future<Answer> send(String method, String path, Map<String, String> headers, String body) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(method))
                .setAbsoluteURI(base + path)
                .setTimeout(60_000);
        headers.forEach(options::putHeader);
        Promise<Answer> answer = Promise.promise();
        loop.runOnContext(onLoop -> client.request(options)
                .compose(request -> body == null ? request.send() : request.send(Buffer.buffer(body)))
                .compose(response -> response.body().map(bytes -> answer(response, bytes)))
                .onComplete(answer));
        return answer.future();
    }

    private static Answer answer(HttpClientResponse response, Buffer bytes) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Answer(response.statusCode(), headers, bytes.toString());
    }

    Answer call(String method, String path, Map<String, String> headers, String body) {
        return await(send(method, path, headers, body));
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(90, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("No answer", e);
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
        String body =
                """
                {"title":"%s","priceMinor":4990,"currency":"EUR","stock":%d,"opensAt":"%s","closesAt":"%s",
                 "perUserLimit":%d,"holdSeconds":%d,"mode":"open"}""".formatted(title, stock, Instant.now(), Instant.now().plusSeconds(1_800), perUserLimit, holdSeconds);
        Answer created = call("POST", "/admin/sales", admin(), body);
        if (created.status() != 201) {
            throw new AssertionError("No sale: " + created);
        }
        String saleId = created.json().get("id").asText();
        Waiting.until("sale " + saleId + " opens", () -> saleState(saleId).equals("OPEN"));
        return saleId;
    }

    String saleState(String saleId) {
        return call("GET", "/api/sales/" + saleId, Map.of(), null)
                .json()
                .path("state")
                .asText();
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

    @Override
    public void close() {
        await(client.close());
        await(vertx.close());
    }
}
