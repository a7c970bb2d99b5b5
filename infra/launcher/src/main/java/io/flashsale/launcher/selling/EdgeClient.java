package io.flashsale.launcher.selling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** The calls of the public contract that it takes to sell one unit, to buy it, and to see where all units are. */
public final class EdgeClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI edge;
    private final Duration timeout;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();

    public EdgeClient(URI edge) {
        this(edge, TIMEOUT);
    }

    /** @param timeout of each call */
    public EdgeClient(URI edge, Duration timeout) {
        this.edge = edge;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** An answer other than the one that was asked for; the message names the call, the status and the problem. */
    static final class UnexpectedAnswerException extends IOException {
        private static final long serialVersionUID = 1L;
        private final int status;

        UnexpectedAnswerException(String call, int status, String body) {
            super(call + " answered " + status + " " + body.strip().replace('\n', ' '));
            this.status = status;
        }

        /** Whether the request itself is wrong, so that sending it again cannot help. */
        boolean isFinal() {
            return status == 400 || status == 401;
        }

        /** Whether the state of things does not allow the request, now. */
        boolean isConflict() {
            return status == 409;
        }
    }

    /** @return the sale's id */
    String createSale(String adminToken, Map<String, Object> sale) throws IOException, InterruptedException {
        return post("/admin/sales", sale, 201, Map.of("Authorization", "Bearer " + adminToken))
                .path("id")
                .asText();
    }

    /** @return the session's token */
    String signIn(String user) throws IOException, InterruptedException {
        return post("/api/session", Map.of("user", user), 200, Map.of())
                .path("token")
                .asText();
    }

    /** @return the purchase pass */
    String pass(String token, String saleId) throws IOException, InterruptedException {
        JsonNode answer = post("/api/sales/" + saleId + "/pass", Map.of(), 200, bearer(token));
        if (!answer.hasNonNull("pass")) {
            throw new IOException("the edge asks for proof of work where none is expected");
        }
        return answer.path("pass").asText();
    }

    /** @return the order's id */
    String buy(String token, String pass, String saleId) throws IOException, InterruptedException {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + token, "X-Purchase-Pass", pass);
        return post("/api/sales/" + saleId + "/orders", Map.of("quantity", 1), 202, headers)
                .path("orderId")
                .asText();
    }

    /** @param payment the latest payment's status, empty without one */
    record OrderState(String status, String payment) {}

    OrderState order(String token, String orderId) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request("/api/orders/" + orderId, bearer(token)).GET();
        JsonNode order = send("GET /api/orders/{id}", request, 200);
        return new OrderState(
                order.path("status").asText(),
                order.path("payment").path("status").asText());
    }

    void pay(String token, String orderId, String idempotencyKey) throws IOException, InterruptedException {
        Map<String, Object> card = Map.of("method", "card", "cardNumber", "4242424242424242", "holder", "Self Check");
        Map<String, String> headers = Map.of("Authorization", "Bearer " + token, "Idempotency-Key", idempotencyKey);
        post("/api/orders/" + orderId + "/payments", card, 202, headers);
    }

    /** The sales there are; an edge that answers this is up. */
    public JsonNode sales() throws IOException, InterruptedException {
        return send("GET /api/sales", request("/api/sales", Map.of()).GET(), 200);
    }

    /** A sale's state as buyers see it, such as OPEN. */
    public String saleState(String saleId) throws IOException, InterruptedException {
        return send(
                        "GET /api/sales/{id}",
                        request("/api/sales/" + saleId, Map.of()).GET(),
                        200)
                .path("state")
                .asText();
    }

    /** What everybody may see of a sale's ranks and line. */
    public JsonNode fairness(String saleId) throws IOException, InterruptedException {
        return send(
                "GET /api/sales/{id}/fairness",
                request("/api/sales/" + saleId + "/fairness", Map.of()).GET(),
                200);
    }

    /** Where every unit of a sale is, as the contract names it. */
    public JsonNode ledger(String adminToken, String saleId) throws IOException, InterruptedException {
        return operatorsView("/admin/sales/" + saleId + "/ledger", adminToken);
    }

    /** What became of the clicks of a sale at the edge that answers. */
    public JsonNode funnel(String adminToken, String saleId) throws IOException, InterruptedException {
        return operatorsView("/admin/funnel/" + saleId, adminToken);
    }

    /** Every switch, and what was made of it when. */
    public JsonNode switches(String adminToken) throws IOException, InterruptedException {
        return operatorsView("/admin/switches", adminToken);
    }

    private JsonNode operatorsView(String path, String adminToken) throws IOException, InterruptedException {
        return send("GET " + path, request(path, bearer(adminToken)).GET(), 200);
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private JsonNode post(String path, Object body, int expected, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
        return send("POST " + path, request, expected);
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(edge.resolve(path)).timeout(timeout);
        headers.forEach(request::header);
        return request;
    }

    private JsonNode send(String call, HttpRequest.Builder request, int expected)
            throws IOException, InterruptedException {
        HttpResponse<String> response;
        try {
            response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new IOException(call + " got no answer: " + reason, e);
        }
        if (response.statusCode() != expected) {
            throw new UnexpectedAnswerException(call, response.statusCode(), response.body());
        }
        return json.readTree(response.body());
    }
}
