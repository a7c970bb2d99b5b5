package io.flashsale.payment.rig;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An order-service that knows what tests tell it, on a free port. */
public final class OrderServiceStub implements QuarkusTestResourceLifecycleManager {

    private static final Map<String, Answer> ANSWERS = new ConcurrentHashMap<>();

    private static final Set<String> FAILING_ONCE = ConcurrentHashMap.newKeySet();

    private HttpServer server;

    private record Answer(int status, String json) {}

    /** Lets order-service know an order as in its database. */
    public static void knows(TestOrder order) {
        ANSWERS.put("/internal/orders/" + order.orderId(), new Answer(200, order.json("PENDING_PAYMENT", 1)));
    }

    /** Lets order-service know an order that is only queued; its buyer alone can see it. */
    public static void knowsQueued(TestOrder order) {
        ANSWERS.put(
                "/api/orders/" + order.orderId() + " as " + order.buyerId(),
                new Answer(200, "{\"orderId\":\"" + order.orderId() + "\",\"status\":\"QUEUED\",\"expiresAt\":null}"));
    }

    /** Lets order-service break down on questions about an order. */
    public static void failsOn(TestOrder order) {
        ANSWERS.put("/internal/orders/" + order.orderId(), new Answer(500, "{}"));
    }

    /** Lets order-service break down on the first question about an order and know it from the second on. */
    public static void failsOnceOn(TestOrder order) {
        knows(order);
        FAILING_ONCE.add("/internal/orders/" + order.orderId());
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", OrderServiceStub::answer);
        server.start();
        return Map.of(
                "flashsale.order-service.url",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String buyer = exchange.getRequestHeaders().getFirst("X-User-Id");
        boolean trusted =
                "test-service-token".equals(exchange.getRequestHeaders().getFirst("X-Service-Token"));
        Answer answer = FAILING_ONCE.remove(path)
                ? new Answer(503, "{}")
                : !trusted
                        ? new Answer(401, "{}")
                        : ANSWERS.getOrDefault(buyer == null ? path : path + " as " + buyer, new Answer(404, "{}"));
        byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
