package io.flashsale.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves the bundled page and a {@link StubShop} on a free local port, under a strict content security policy. */
final class StubServer implements AutoCloseable {

    private static final String POLICY = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final Pattern ORDER = Pattern.compile("/api/orders/([^/]+)(/events|/cancellation|/payments)?");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final StubShop shop;
    private final Path page;

    StubServer(StubShop shop, Path page) throws IOException {
        this.shop = shop;
        this.page = page;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serveFile);
        server.createContext("/api/", this::serveApi);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        shop.breakStreams(true);
        server.stop(0);
        threads.shutdownNow();
    }

    private void serveFile(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Path file = page.resolve(path.equals("/") ? "index.html" : path.substring(1))
                .normalize();
        if (!file.startsWith(page) || !Files.isRegularFile(file)) {
            send(exchange, 404, "text/plain", "");
            return;
        }
        String name = file.toString();
        String type = name.endsWith(".js") ? "text/javascript" : name.endsWith(".css") ? "text/css" : "text/html";
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        send(exchange, 200, type, Files.readString(file));
    }

    private void serveApi(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        String buyer = token == null ? null : token.substring("Bearer token-".length());
        if (path.equals("/api/session")) {
            String name = field(body, "user");
            json(
                    exchange,
                    200,
                    "{\"token\":\"token-" + name + "\",\"userId\":\"" + name + "\",\"expiresAt\":\""
                            + Instant.now().plusSeconds(3600) + "\"}");
        } else if (path.equals("/api/sales")) {
            json(exchange, 200, shop.sales());
        } else if (buyer == null) {
            refuse(exchange, new StubShop.Refusal(401, "unauthenticated", "", 0));
        } else if (path.endsWith("/pass")) {
            String pass = shop.pass(field(body, "challenge"), field(body, "solution"));
            if (pass == null) {
                refuse(
                        exchange,
                        new StubShop.Refusal(400, "invalid-request", ",\"errors\":[{\"field\":\"solution\"}]", 0));
            } else {
                json(exchange, 200, pass);
            }
        } else if (path.startsWith("/api/sales/")) {
            buy(exchange, path.split("/")[3], buyer, body);
        } else if (path.equals("/api/orders")) {
            Matcher cursor = Pattern.compile("cursor=(\\d+)")
                    .matcher(exchange.getRequestURI().toString());
            json(exchange, 200, shop.orders(cursor.find() ? Integer.parseInt(cursor.group(1)) : 0, 10));
        } else {
            serveOrder(exchange, path, body);
        }
    }

    private void buy(HttpExchange exchange, String saleId, String buyer, String body) throws IOException {
        StubShop.Refusal refusal = shop.takeBuyRefusal();
        if (refusal != null) {
            refuse(exchange, refusal);
        } else if (!"pass-1".equals(exchange.getRequestHeaders().getFirst("X-Purchase-Pass"))) {
            refuse(exchange, new StubShop.Refusal(403, "pass-required", "", 0));
        } else {
            Matcher quantity = Pattern.compile("\"quantity\":(\\d+)").matcher(body);
            StubOrder order = shop.buy(saleId, buyer, quantity.find() ? Integer.parseInt(quantity.group(1)) : 1);
            json(
                    exchange,
                    202,
                    "{\"orderId\":\"" + order.id + "\",\"saleId\":\"" + saleId + "\",\"quantity\":" + order.quantity
                            + ",\"status\":\"QUEUED\"}");
        }
    }

    private void serveOrder(HttpExchange exchange, String path, String body) throws IOException {
        Matcher match = ORDER.matcher(path);
        if (!match.matches()) {
            refuse(exchange, new StubShop.Refusal(404, "not-found", "", 0));
            return;
        }
        String orderId = match.group(1);
        if (match.group(2) == null) {
            json(exchange, 200, shop.order(orderId));
        } else if (match.group(2).equals("/events")) {
            stream(exchange, orderId);
        } else if (match.group(2).equals("/cancellation")) {
            shop.cancel(orderId);
            json(exchange, 202, shop.order(orderId));
        } else {
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            json(exchange, 202, shop.pay(orderId, key, field(body, "cardNumber")));
        }
    }

    private void stream(HttpExchange exchange, String orderId) throws IOException {
        if (shop.streamsAreBroken()) {
            refuse(exchange, new StubShop.Refusal(503, "unavailable", "", 1));
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!shop.streamsAreBroken()) {
                long seen = shop.changes();
                String event = ": hello\nevent: order\ndata: " + shop.order(orderId) + "\n\n";
                out.write(event.getBytes(StandardCharsets.UTF_8));
                out.flush();
                shop.awaitChange(seen);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static String field(String json, String name) {
        Matcher match = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        return match.find() ? match.group(1) : "";
    }

    private static void refuse(HttpExchange exchange, StubShop.Refusal refusal) throws IOException {
        if (refusal.retryAfterSeconds() > 0) {
            exchange.getResponseHeaders().set("Retry-After", String.valueOf(refusal.retryAfterSeconds()));
        }
        send(
                exchange,
                refusal.status(),
                "application/problem+json",
                "{\"type\":\"/problems/" + refusal.type() + "\",\"title\":\"raw title\",\"status\":" + refusal.status()
                        + refusal.extraFields() + "}");
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, "application/json", body);
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
    }
}
