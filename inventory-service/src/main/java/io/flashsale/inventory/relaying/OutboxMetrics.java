package io.flashsale.inventory.relaying;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.redis.Slots;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.inventory.timing.Rounds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * How much of what was promised has not reached Kafka: the entries of all outboxes whose lease this instance holds, and
 * the age of the oldest. It is what would be lost if Redis lost its data now.
 */
@Singleton
public final class OutboxMetrics {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final SaleDirectory directory;
    private final Leases leases;
    private final Slots slots;
    private final Clock clock;
    private volatile long entries;
    private volatile double oldestSeconds;

    OutboxMetrics(SaleDirectory directory, Leases leases, Slots slots, Clock clock, MeterRegistry metrics) {
        this.directory = directory;
        this.leases = leases;
        this.slots = slots;
        this.clock = clock;
        Gauge.builder("flashsale.outbox.entries", () -> entries)
                .description("Reservations that Kafka has not acknowledged")
                .register(metrics);
        Gauge.builder("flashsale.outbox.oldest.age.seconds", () -> oldestSeconds)
                .description("Age of the oldest of them")
                .register(metrics);
    }

    void start(@Observes StartupEvent startup, Rounds rounds) {
        rounds.every(PAUSE, "Measuring the outboxes", this::measure);
    }

    /** Reservations that Kafka has not acknowledged, of the sales that this instance works for. */
    public long entries() {
        return entries;
    }

    /** The age of the oldest of them. */
    public double oldestSeconds() {
        return oldestSeconds;
    }

    private void measure() {
        long count = 0;
        double oldest = 0;
        for (Sale sale : directory.active()) {
            if (sale.epoch() > 0 && leases.holds(sale.id())) {
                count += send(Command.XLEN, sale, List.of()).toLong();
                Response first = send(Command.XRANGE, sale, List.of("-", "+", "COUNT", "1"));
                if (first != null && first.size() > 0) {
                    oldest = Math.max(oldest, ageSeconds(first.get(0).get(0).toString()));
                }
            }
        }
        entries = count;
        oldestSeconds = oldest;
    }

    private Response send(Command command, Sale sale, List<String> arguments) {
        return slots.send(command, SlotKey.OUTBOX, sale.id(), arguments).await().indefinitely();
    }

    /** The first half of a stream entry's id is the moment of its appending in epoch milliseconds. */
    private double ageSeconds(String entryId) {
        long appendedAt = Long.parseLong(entryId.substring(0, entryId.indexOf('-')));
        return Math.max(0, clock.millis() - appendedAt) / 1000.0;
    }
}
