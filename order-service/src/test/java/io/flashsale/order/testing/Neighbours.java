package io.flashsale.order.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** inventory-service and payment-service as order-service sees them: paths with prepared answers, 404 otherwise. */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {

    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();
    private static final Map<String, Integer> FAILURES = new ConcurrentHashMap<>();
    private static final Map<String, CountDownLatch> SILENT = new ConcurrentHashMap<>();

    private static final Map<String, Integer> ASKED = new ConcurrentHashMap<>();

    private HttpServer server;

    /** inventory-service holds units for the order. */
    public static void hold(String orderId, String buyerId, int quantity) {
        String saleId = orderId.substring(0, orderId.indexOf('-'));
        ANSWERS.put(holdPath(orderId), """
                {"orderId":"%s","saleId":"%s","buyerId":"%s","quantity":%d,"priceMinor":4990,"currency":"EUR",\
                "confirmed":false,"aFieldOfTomorrow":1}""".formatted(orderId, saleId, buyerId, quantity));
    }

    /** inventory-service answers questions after the order's hold with this status. */
    public static void failOnHold(String orderId, int status) {
        FAILURES.put(holdPath(orderId), status);
    }

    /** payment-service knows of an attempt. */
    public static void payment(String orderId, String paymentId, String status) {
        ANSWERS.put(paymentPath(orderId), "{\"paymentId\":\"%s\",\"status\":\"%s\"}".formatted(paymentId, status));
    }

    /** payment-service does not answer questions after the order until the latch is open. */
    public static void keepSilentOnPayment(String orderId, CountDownLatch latch) {
        SILENT.put(paymentPath(orderId), latch);
    }

    /** Whether payment-service has been asked after the order. */
    public static boolean wasAsked(String orderId) {
        return ASKED.containsKey(paymentPath(orderId));
    }

    /** How often inventory-service has been asked for the order's hold. */
    public static int timesAskedForHold(String orderId) {
        return ASKED.getOrDefault(holdPath(orderId), 0);
    }

    private static String holdPath(String orderId) {
        return "/internal/sales/" + orderId.substring(0, orderId.indexOf('-')) + "/holds/" + orderId;
    }

    private static String paymentPath(String orderId) {
        return "/internal/orders/" + orderId + "/payment";
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(java.util.concurrent.Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "neighbours");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", Neighbours::answer);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of("flashsale.inventory-service.url", url, "flashsale.payment-service.url", url);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String token = exchange.getRequestHeaders().getFirst("X-Service-Token");
            ASKED.merge(path, 1, Integer::sum);
            CountDownLatch silence = SILENT.get(path);
            if (silence != null) {
                silence.await();
            }
            String answer = ANSWERS.get(path);
            int status = token == null ? 401 : FAILURES.getOrDefault(path, answer == null ? 404 : 200);
            byte[] body = (status == 200 ? answer : "{}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
