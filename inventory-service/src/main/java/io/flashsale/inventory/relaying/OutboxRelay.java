package io.flashsale.inventory.relaying;

import io.flashsale.inventory.Hold;
import io.flashsale.inventory.crashing.CrashPoints;
import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.redis.Slots;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Moves a sale's outbox to Kafka: read by range, send, delete only what the broker has acknowledged.
 *
 * <p>A crash between the acknowledgement and the deletion sends an entry twice, which order-service recognises by its
 * id. Nothing is ever trimmed by length. Blocks; for the relay's own thread and for a rebuild.
 */
@Singleton
public final class OutboxRelay {

    private final Slots slots;
    private final ReservationPublisher publisher;
    private final ReservationBacklog backlog;
    private final RelayingConfig config;
    private final Clock clock;
    /** Held from the look into an outbox until Kafka's word on what was found. */
    private final ReentrantLock inHand = new ReentrantLock();

    private final Counter sent;
    private final Counter sentAgain;

    OutboxRelay(
            Slots slots,
            ReservationPublisher publisher,
            ReservationBacklog backlog,
            RelayingConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.slots = slots;
        this.publisher = publisher;
        this.backlog = backlog;
        this.config = config;
        this.clock = clock;
        this.sent = metrics.counter("flashsale.relay.sent");
        this.sentAgain = metrics.counter("flashsale.relay.sent.again");
    }

    /** Sends the oldest entries of a sale's outbox; how many there were. */
    public int drain(String saleId) {
        inHand.lock();
        try {
            return sendOldest(saleId);
        } finally {
            inHand.unlock();
        }
    }

    /**
     * Waits until this instance has no batch in hand: read from an outbox, and neither acknowledged by Kafka nor given up.
     *
     * <p>For a rebuild after Redis has lost the outbox: only then do the end offsets cover what was on its way.
     */
    public void awaitNothingInHand() {
        inHand.lock();
        inHand.unlock();
    }

    private int sendOldest(String saleId) {
        Response entries = await(
                Command.XRANGE, SlotKey.OUTBOX, saleId, List.of("-", "+", "COUNT", Integer.toString(config.batch())));
        if (entries == null || entries.size() == 0) {
            return 0;
        }
        List<String> ids = new ArrayList<>(entries.size());
        List<StockReserved> events = new ArrayList<>(entries.size());
        for (Response entry : entries) {
            ids.add(entry.get(0).toString());
            events.add(event(saleId, entry.get(1)));
        }
        CrashPoints.RELAY_AFTER_READ.reach();
        publisher.send(events).await().atMost(config.sendTimeout());
        CrashPoints.RELAY_AFTER_BROKER_ACK.reach();
        await(Command.XDEL, SlotKey.OUTBOX, saleId, ids);
        sent.increment(ids.size());
        return ids.size();
    }

    /**
     * Sends holds again that have waited too long for MySQL's word; how many there were.
     *
     * <p>Only when order-service has consumed all that Kafka has: what still waits there needs no repetition, and a
     * dead order-service is not buried under them. Each one's waiting starts anew.
     */
    public int resendUnconfirmed(String saleId) {
        inHand.lock();
        try {
            return sendOverdue(saleId);
        } finally {
            inHand.unlock();
        }
    }

    private int sendOverdue(String saleId) {
        long now = clock.millis();
        Duration patience = config.resendAfter();
        Response overdue = await(
                Command.ZRANGEBYSCORE,
                SlotKey.UNCONFIRMED,
                saleId,
                List.of(
                        "-inf",
                        Long.toString(now - patience.toMillis()),
                        "LIMIT",
                        "0",
                        Integer.toString(config.batch())));
        if (overdue == null || overdue.size() == 0 || !backlog.isConsumedUpTo(backlog.ends())) {
            return 0;
        }
        List<String> orderIds = new ArrayList<>(overdue.size());
        overdue.forEach(id -> orderIds.add(id.toString()));
        Response holds = await(Command.HMGET, SlotKey.HOLDS, saleId, orderIds);
        List<StockReserved> events = new ArrayList<>();
        List<String> waitAnew = new ArrayList<>(List.of("XX"));
        for (int i = 0; i < orderIds.size(); i++) {
            if (holds.get(i) != null) {
                Hold hold = Hold.parse(orderIds.get(i), holds.get(i).toString());
                events.add(
                        StockReserved.of(saleId, hold.orderId(), hold.buyerId(), hold.quantity(), hold.since(), null));
                waitAnew.add(Long.toString(now));
                waitAnew.add(hold.orderId());
            }
        }
        if (events.isEmpty()) {
            return 0;
        }
        publisher.send(events).await().atMost(config.sendTimeout());
        await(Command.ZADD, SlotKey.UNCONFIRMED, saleId, waitAnew);
        sentAgain.increment(events.size());
        return events.size();
    }

    private Response await(Command command, SlotKey key, String saleId, List<String> arguments) {
        return slots.send(command, key, saleId, arguments).await().indefinitely();
    }

    private static StockReserved event(String saleId, Response fields) {
        String orderId = null;
        String buyerId = null;
        String traceparent = null;
        int quantity = 0;
        long reservedAt = 0;
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            String value = fields.get(i + 1).toString();
            switch (fields.get(i).toString()) {
                case "o" -> orderId = value;
                case "b" -> buyerId = value;
                case "q" -> quantity = Integer.parseInt(value);
                case "t" -> reservedAt = Long.parseLong(value);
                case "p" -> traceparent = value;
                default -> throw new IllegalArgumentException("Unknown outbox field in sale " + saleId);
            }
        }
        return StockReserved.of(saleId, orderId, buyerId, quantity, reservedAt, traceparent);
    }
}
