package io.flashsale.chaos.buying;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A whole system in memory behind the public API, which keeps its promises but for the one it is told to break. */
final class FakeEdge implements AutoCloseable {

    static final String SALE = "sale1";

    /** What it does wrong. */
    enum Flaw {
        NONE,
        /** Wrong with nothing, but every fifth Buy gets no answer. */
        LOSES_ANSWERS,
        OVERSELLS,
        GIVES_SECOND_ORDERS,
        FORGETS_ORDERS,
        KEEPS_LATE_MONEY,
        SHOWS_STACK_TRACES
    }

    private static final int LATE = 9995;
    private static final int DECLINED = 2;

    private final ObjectMapper json = new ObjectMapper();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpServer server;
    private final int stock;
    private final int holdSeconds;
    private final Flaw flaw;
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private int buys;

    FakeEdge(int stock, int holdSeconds, Flaw flaw) throws IOException {
        this.stock = stock;
        this.holdSeconds = holdSeconds;
        this.flaw = flaw;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private static final class Order {
        String orderId;
        String buyer;
        String status = "PENDING_PAYMENT";
        Instant expiresAt;
        String payment;

        boolean isLive() {
            return status.equals("PENDING_PAYMENT") || status.equals("PAID");
        }
    }

    Target target() {
        return new Target(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "admin");
    }

    private void answer(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = call.getRequestURI().getPath();
        String authorization = call.getRequestHeaders().getFirst("Authorization");
        String buyer = authorization == null ? null : authorization.substring("Bearer ".length());
        boolean isBuy = path.equals("/api/sales/" + SALE + "/orders");
        Reply reply;
        boolean isLost;
        synchronized (this) {
            expire();
            reply = isBuy ? buy(buyer) : other(path, buyer, body);
            isLost = isBuy && flaw == Flaw.LOSES_ANSWERS && buys % 5 == 0;
        }
        if (!isLost) {
            byte[] bytes = reply.body() instanceof String text
                    ? text.getBytes(StandardCharsets.UTF_8)
                    : json.writeValueAsBytes(reply.body());
            call.sendResponseHeaders(reply.status(), bytes.length);
            call.getResponseBody().write(bytes);
        }
        call.close();
    }

    private record Reply(int status, Object body) {}

    private static Reply problem(int status, String type) {
        return new Reply(status, Map.of("type", "/problems/" + type, "status", status, "title", type));
    }

    private void expire() {
        for (Order order : orders.values()) {
            if (order.status.equals("PENDING_PAYMENT") && order.expiresAt.isBefore(Instant.now())) {
                order.status = "EXPIRED";
                if ("PENDING".equals(order.payment)) {
                    order.payment = flaw == Flaw.KEEPS_LATE_MONEY ? "SUCCEEDED" : "REFUNDED";
                }
            }
        }
    }

    private Reply buy(String buyer) {
        buys++;
        if (flaw == Flaw.SHOWS_STACK_TRACES && buys % 5 == 0) {
            return new Reply(500, "java.lang.IllegalStateException\n\tat io.flashsale.Sale.sell");
        }
        for (Order order : orders.values()) {
            boolean isRepeated = order.buyer.equals(buyer) && order.isLive();
            if (isRepeated && (flaw != Flaw.GIVES_SECOND_ORDERS || buys % 3 != 0)) {
                return new Reply(202, shown(order));
            }
        }
        long live = orders.values().stream().filter(Order::isLive).count();
        if (live >= stock && flaw != Flaw.OVERSELLS && flaw != Flaw.GIVES_SECOND_ORDERS) {
            return problem(409, "sold-out");
        }
        Order order = new Order();
        order.orderId = SALE + "-1-" + (orders.size() + 1);
        order.buyer = buyer;
        order.expiresAt = Instant.now().plusSeconds(holdSeconds);
        orders.put(order.orderId, order);
        return new Reply(202, shown(order));
    }

    private Reply other(String path, String buyer, String body) throws IOException {
        String[] parts = path.split("/");
        if (path.equals("/api/session")) {
            String user = json.readTree(body).path("user").asText();
            return new Reply(200, Map.of("token", user, "userId", user));
        } else if (path.endsWith("/pass")) {
            return new Reply(200, Map.of("pass", "pass-of-" + buyer));
        } else if (path.endsWith("/ledger")) {
            return new Reply(200, ledger());
        } else if (path.startsWith("/api/sales/")) {
            return new Reply(200, Map.of("state", "OPEN"));
        } else if (path.equals("/api/orders")) {
            List<Map<String, Object>> own = orders.values().stream()
                    .filter(order -> order.buyer.equals(buyer))
                    .map(FakeEdge::shown)
                    .toList();
            return new Reply(200, Map.of("orders", own));
        }
        Order order = orders.get(parts[3]);
        boolean isForgotten = flaw == Flaw.FORGETS_ORDERS && parts[3].endsWith("7");
        return order == null || isForgotten ? problem(404, "not-found") : ofOrder(order, parts, body);
    }

    private Reply ofOrder(Order order, String[] parts, String body) throws IOException {
        if (parts.length == 4) {
            return new Reply(200, shown(order));
        } else if (!order.status.equals("PENDING_PAYMENT")) {
            return problem(409, "conflict");
        } else if (parts[4].equals("cancellation")) {
            order.status = "CANCELLED";
            return new Reply(202, shown(order));
        }
        String card = json.readTree(body).path("cardNumber").asText();
        int ending = Integer.parseInt(card.substring(card.length() - 4));
        order.payment = ending == LATE ? "PENDING" : ending == DECLINED ? "FAILED" : "SUCCEEDED";
        order.status = order.payment.equals("SUCCEEDED") ? "PAID" : order.status;
        return new Reply(202, Map.of("paymentId", "pay-" + order.orderId, "status", "PENDING"));
    }

    private static Map<String, Object> shown(Order order) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("orderId", order.orderId);
        shown.put("quantity", 1);
        shown.put("status", order.status);
        shown.put("expiresAt", order.expiresAt.toString());
        shown.put(
                "payment",
                order.payment == null ? null : Map.of("paymentId", "pay-" + order.orderId, "status", order.payment));
        return shown;
    }

    private Map<String, Object> ledger() {
        long pending = count("PENDING_PAYMENT");
        long paid = count("PAID");
        long returned = count("CANCELLED") + count("EXPIRED");
        Map<String, Object> ledger = new LinkedHashMap<>(
                Map.of("saleId", SALE, "total", stock, "queued", 0, "returning", 0, "rejected", 0, "settled", true));
        ledger.putAll(Map.of("pendingPayment", pending, "paid", paid, "returned", returned));
        ledger.putAll(Map.of("available", stock - pending - paid, "balanced", pending + paid <= stock));
        return ledger;
    }

    private long count(String status) {
        return orders.values().stream()
                .filter(order -> order.status.equals(status))
                .count();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
