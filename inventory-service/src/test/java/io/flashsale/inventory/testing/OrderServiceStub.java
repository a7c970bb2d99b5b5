package io.flashsale.inventory.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * order-service as inventory-service sees it: answers about the sales it has been told of, 404 otherwise, and a consumer
 * of the reservations. It also shortens the service's pauses, so that tests of them are quick.
 */
public final class OrderServiceStub implements QuarkusTestResourceLifecycleManager {

    /** What its database would say of an order. */
    public record Order(String orderId, String buyerId, int quantity, String status) {}

    private record Book(int total, List<Order> orders) {
        private int units(String... statuses) {
            return orders.stream()
                    .filter(order -> List.of(statuses).contains(order.status()))
                    .mapToInt(Order::quantity)
                    .sum();
        }

        private List<Order> in(String... statuses) {
            return orders.stream()
                    .filter(order -> List.of(statuses).contains(order.status()))
                    .toList();
        }
    }

    private static final Map<String, Book> BOOKS = new ConcurrentHashMap<>();
    private static final ReservationReader READER = new ReservationReader();
    private static volatile boolean down;

    private HttpServer server;

    /** Its database knows the sale and these orders, of any status. */
    public static void knows(String saleId, int total, Order... orders) {
        BOOKS.put(saleId, new Book(total, List.of(orders)));
    }

    /** While down it answers everything with 503. */
    public static void setDown(boolean now) {
        down = now;
    }

    /** While it lags it commits no offsets. */
    public static void setLagging(boolean now) {
        READER.lag(now);
    }

    /** The reservations of this order that came over Kafka. */
    public static List<ConsumerRecord<String, String>> received(String orderId) {
        return READER.received(orderId);
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "order-service");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/internal/sales/", OrderServiceStub::answer);
        server.start();
        READER.start();
        return Map.of(
                "flashsale.order-service.url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "flashsale.relaying.resend-after",
                "1s",
                "flashsale.rebuilding.rest-between",
                "500ms",
                "flashsale.keeping.put-away-after",
                "300ms",
                // Tests that say nothing of MySQL's orders want no comparison; the one of the watch looks by itself.
                "flashsale.reconciling.interval",
                "1h",
                // Offsets are committed between two polls, and tests wait for them.
                "mp.messaging.incoming.orders.poll-timeout",
                "100");
    }

    @Override
    public void stop() {
        try {
            READER.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/");
            Book book = BOOKS.get(path[3]);
            String token = exchange.getRequestHeaders().getFirst("X-Service-Token");
            int status = !Calls.TOKEN.equals(token) ? 401 : down ? 503 : book == null ? 404 : 200;
            String answer = status == 200
                    ? answer(path[3], path[4], book, exchange.getRequestURI().getQuery())
                    : "{}";
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String answer(String saleId, String what, Book book, String query) {
        int pending = book.units("PENDING_PAYMENT");
        int paid = book.units("PAID");
        String figures = "\"saleId\":\"%s\",\"total\":%d,\"taken\":%d,\"closedUnits\":%d,\"rejectedUnits\":%d"
                .formatted(
                        saleId,
                        book.total(),
                        pending + paid,
                        book.units("CANCELLED", "EXPIRED"),
                        book.units("REJECTED"));
        return switch (what) {
            case "live-orders" -> "{%s,\"orders\":[%s]}".formatted(figures, json(book.in("PENDING_PAYMENT", "PAID")));
            case "ledger" -> "{%s,\"pendingPayment\":%d,\"paid\":%d}".formatted(figures, pending, paid);
            case "closed-orders" -> "{\"orders\":[%s]}".formatted(json(page(book, query)));
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static List<Order> page(Book book, String query) {
        String after = query.replaceAll(".*after=([^&]*).*", "$1");
        int limit = Integer.parseInt(query.replaceAll(".*limit=([0-9]+).*", "$1"));
        return book.in("CANCELLED", "EXPIRED").stream()
                .filter(order -> order.orderId().compareTo(after) > 0)
                .sorted((a, b) -> a.orderId().compareTo(b.orderId()))
                .limit(limit)
                .toList();
    }

    private static String json(List<Order> orders) {
        return orders.stream()
                .map(order -> "{\"orderId\":\"%s\",\"buyerId\":\"%s\",\"quantity\":%d,\"status\":\"%s\"}"
                        .formatted(order.orderId(), order.buyerId(), order.quantity(), order.status()))
                .collect(Collectors.joining(","));
    }
}
