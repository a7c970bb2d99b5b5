package io.flashsale.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A shop in memory that answers as the public contract says; tests move it by hand. Waiting streams are woken by every
 * change.
 */
final class StubShop {

    static final int PRICE_MINOR = 1990;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<StubOrder> orders = new ArrayList<>();
    private final List<String> idempotencyKeys = new ArrayList<>();
    private String saleState = "OPEN";
    private Instant opensAt = Instant.now().minusSeconds(60);
    private int total = 300;
    private int perUserLimit = 2;
    private long changes;
    private Refusal nextBuyRefusal;
    private boolean streamsBroken;
    private StubChallenge challenge;
    private int solvedChallenges;

    /** What the next Buy is refused with. */
    record Refusal(int status, String type, String extraFields, int retryAfterSeconds) {}

    void setSale(String state, Instant opens, int stock, int limit) {
        locked(() -> {
            saleState = state;
            opensAt = opens;
            total = stock;
            perUserLimit = limit;
        });
    }

    void refuseNextBuy(Refusal refusal) {
        locked(() -> nextBuyRefusal = refusal);
    }

    /** What the next passes cost. */
    void demandWork(StubChallenge work) {
        locked(() -> challenge = work);
    }

    int solvedChallenges() {
        lock.lock();
        try {
            return solvedChallenges;
        } finally {
            lock.unlock();
        }
    }

    /** A pass, or the challenge that has to be solved before; null when a solution is wrong. */
    String pass(String token, String solution) {
        lock.lock();
        try {
            if (challenge != null && token.isEmpty()) {
                return challenge.toJson();
            }
            if (challenge != null) {
                if (!challenge.token().equals(token) || !challenge.isSolvedBy(solution)) {
                    return null;
                }
                challenge = null;
                solvedChallenges++;
            }
            return "{\"pass\":\"pass-1\",\"expiresAt\":\"" + Instant.now().plusSeconds(600) + "\"}";
        } finally {
            lock.unlock();
        }
    }

    void breakStreams(boolean broken) {
        locked(() -> streamsBroken = broken);
    }

    boolean streamsAreBroken() {
        lock.lock();
        try {
            return streamsBroken;
        } finally {
            lock.unlock();
        }
    }

    Refusal takeBuyRefusal() {
        lock.lock();
        try {
            Refusal refusal = nextBuyRefusal;
            nextBuyRefusal = null;
            return refusal;
        } finally {
            lock.unlock();
        }
    }

    StubOrder buy(String saleId, String buyer, int quantity) {
        lock.lock();
        try {
            return orders.stream()
                    .filter(order -> order.buyer.equals(buyer) && order.saleId.equals(saleId) && order.isLive())
                    .findFirst()
                    .orElseGet(
                            () -> accept(new StubOrder(saleId + "-1-" + (orders.size() + 1), saleId, buyer, quantity)));
        } finally {
            lock.unlock();
        }
    }

    private StubOrder accept(StubOrder order) {
        orders.add(order);
        wake();
        return order;
    }

    /** Moves the newest order on. */
    void moveOrder(String status, Instant expiresAt, String paymentStatus) {
        locked(() -> {
            StubOrder order = orders.get(orders.size() - 1);
            order.status = status;
            order.expiresAt = expiresAt;
            order.paymentStatus = paymentStatus;
        });
    }

    /** Takes a payment in; the card decides how it ends. */
    String pay(String orderId, String key, String card) {
        lock.lock();
        try {
            StubOrder order = find(orderId);
            idempotencyKeys.add(key);
            if (card.equals("4242424242424242")) {
                order.status = "PAID";
                order.paymentStatus = "SUCCEEDED";
            } else {
                order.paymentStatus = card.equals("4000000000000002") ? "FAILED" : "PENDING";
            }
            wake();
            return "{\"paymentId\":\"pay-" + orderId + "\",\"status\":\"PENDING\"}";
        } finally {
            lock.unlock();
        }
    }

    void cancel(String orderId) {
        locked(() -> find(orderId).status = "CANCELLED");
    }

    String order(String orderId) {
        lock.lock();
        try {
            return find(orderId).toJson(PRICE_MINOR);
        } finally {
            lock.unlock();
        }
    }

    String orders(int from, int limit) {
        lock.lock();
        try {
            List<StubOrder> newestFirst = new ArrayList<>(orders);
            newestFirst.sort(Comparator.comparingInt(orders::indexOf).reversed());
            List<String> page = newestFirst.stream()
                    .skip(from)
                    .limit(limit)
                    .map(order -> order.toJson(PRICE_MINOR))
                    .toList();
            String next = from + limit < orders.size() ? "\"" + (from + limit) + "\"" : "null";
            return "{\"orders\":[" + String.join(",", page) + "],\"nextCursor\":" + next + "}";
        } finally {
            lock.unlock();
        }
    }

    String sales() {
        lock.lock();
        try {
            int held = orders.stream()
                    .filter(StubOrder::isLive)
                    .mapToInt(o -> o.quantity)
                    .sum();
            return "[" + sale("lamp", "The Lighthouse Lamp", saleState, opensAt, total, total - held) + ","
                    + sale("mug1", "Harbour Mug", "CLOSED", opensAt.minusSeconds(90_000), 40, 0) + "]";
        } finally {
            lock.unlock();
        }
    }

    private String sale(String id, String title, String state, Instant opens, int stock, int available) {
        return """
                {"id":"%s","title":"%s","priceMinor":%d,"currency":"EUR","opensAt":"%s","closesAt":"%s","state":"%s",\
                "stock":{"total":%d,"available":%d},"perUserLimit":%d}""".formatted(
                        id, title, PRICE_MINOR, opens, opens.plusSeconds(3600), state, stock, available, perUserLimit);
    }

    List<String> idempotencyKeys() {
        lock.lock();
        try {
            return List.copyOf(idempotencyKeys);
        } finally {
            lock.unlock();
        }
    }

    long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something has changed since {@code seen}. */
    void awaitChange(long seen) throws InterruptedException {
        lock.lock();
        try {
            while (changes == seen && !streamsBroken) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private StubOrder find(String orderId) {
        return orders.stream()
                .filter(order -> order.id.equals(orderId))
                .findFirst()
                .orElseThrow();
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            wake();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        changes++;
        changed.signalAll();
    }
}
