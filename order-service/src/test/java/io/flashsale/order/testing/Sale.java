package io.flashsale.order.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A sale of its own for each test, announced and reserved as inventory-service would. */
public final class Sale {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String id =
            "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final AtomicLong sequence = new AtomicLong();
    private final Books books;
    private final int total;
    private final int holdSeconds;

    private Sale(Books books, int total, int holdSeconds) {
        this.books = books;
        this.total = total;
        this.holdSeconds = holdSeconds;
    }

    /** A sale nobody has heard of yet. */
    public static Sale unheardOf(Books books, int total) {
        return new Sale(books, total, 300);
    }

    /** A sale whose allotment is in the database. */
    public static Sale of(Books books, int total) {
        return of(books, total, 300);
    }

    /** A sale whose allotment is in the database, with its own hold time. */
    public static Sale of(Books books, int total, int holdSeconds) {
        Sale sale = new Sale(books, total, holdSeconds);
        sale.announce(1, 1);
        await().atMost(PATIENCE).until(() -> books.hasAllotment(sale.id));
        return sale;
    }

    public String id() {
        return id;
    }

    public String nextOrderId() {
        return id + "-1-" + sequence.incrementAndGet();
    }

    /** Sends SaleChanged. */
    public void announce(long epoch, long version) {
        announce(epoch, version, total);
    }

    /** Sends SaleChanged with another total. */
    public void announce(long epoch, long version, int newTotal) {
        Topics.write(Topics.SALES, id, """
                {"id":"e","type":"SaleChanged","time":"2026-01-15T10:00:00.123Z",\
                "traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","saleId":"%s","epoch":%d,\
                "version":%d,"title":"t","priceMinor":4990,"currency":"EUR","opensAt":"2026-01-15T10:00:00.000Z",\
                "closesAt":"2026-01-15T11:00:00.000Z","state":"OPEN","total":%d,"available":0,"perUserLimit":2,\
                "holdSeconds":%d,"mode":"open","finalSoldOut":false}""".formatted(id, epoch, version, newTotal, holdSeconds));
    }

    /** Sends a StockReserved and returns its order id at once. */
    public String reserve(String buyerId, int quantity) {
        String orderId = nextOrderId();
        reserve(orderId, buyerId, quantity);
        return orderId;
    }

    /** Sends a StockReserved. */
    public void reserve(String orderId, String buyerId, int quantity) {
        Topics.write(Topics.RESERVATIONS, orderId, reservation(orderId, buyerId, quantity));
    }

    /** Sends a StockReserved for each of so many buyers. */
    public void reserveAll(int buyers) {
        Map<String, String> reservations = new HashMap<>();
        for (int i = 0; i < buyers; i++) {
            String orderId = nextOrderId();
            reservations.put(orderId, reservation(orderId, "buyer" + i, 1));
        }
        Topics.writeAll(Topics.RESERVATIONS, reservations);
    }

    /** Reserves and waits until the order is in the database. */
    public String order(String buyerId, int quantity) {
        String orderId = reserve(buyerId, quantity);
        awaitOrder(orderId);
        return orderId;
    }

    public void awaitOrder(String orderId) {
        await().atMost(PATIENCE).until(() -> books.status(orderId) != null);
    }

    public void awaitStatus(String orderId, String status) {
        await().atMost(PATIENCE).until(() -> status.equals(books.status(orderId)));
    }

    /** Sends PaymentSucceeded, PaymentFailed or PaymentRefunded. */
    public void payment(String orderId, String paymentId, String status) {
        String type =
                switch (status) {
                    case "SUCCEEDED" -> "PaymentSucceeded";
                    case "FAILED" -> "PaymentFailed";
                    default -> "PaymentRefunded";
                };
        Topics.write(Topics.PAYMENTS, orderId, """
                {"id":"e","type":"%s","time":"2026-01-15T10:00:00.123Z",\
                "traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","paymentId":"%s",\
                "orderId":"%s","saleId":"%s","buyerId":"b","amountMinor":4990,"currency":"EUR","status":"%s"}""".formatted(type, paymentId, orderId, id, status));
    }

    public static String reservation(String orderId, String buyerId, int quantity) {
        return """
                {"id":"e","type":"StockReserved","time":"2026-01-15T10:00:00.123Z",\
                "traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01","orderId":"%s",\
                "saleId":"%s","buyerId":"%s","quantity":%d}""".formatted(orderId, orderId.substring(0, orderId.indexOf('-')), buyerId, quantity);
    }
}
