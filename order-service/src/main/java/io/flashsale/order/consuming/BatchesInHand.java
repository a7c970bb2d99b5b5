package io.flashsale.order.consuming;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The batches that have been begun and whose offsets are not committed yet, at most one per channel.
 *
 * <p>When the service stops, before anything else in it does, no further batch begins and those begun may end. So the
 * next reader of the partition finds whole batches, unless one takes longer than the limit and is repeated.
 */
@ApplicationScoped
class BatchesInHand {

    /** Before the relays and the connector stop, which a batch needs. */
    private static final int FIRST = 1;

    private final ConcurrentHashMap<String, Long> oldestMillis = new ConcurrentHashMap<>();
    private final Duration stopLimit;
    private final MeterRegistry metrics;
    private final Clock clock;

    private int begun;
    private volatile boolean stopping;

    BatchesInHand(ConsumingConfig config, MeterRegistry metrics, Clock clock) {
        this.stopLimit = config.stopLimit();
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Begins a batch, unless the service stops.
     *
     * @param oldest when its oldest record was written, in epoch milliseconds
     */
    synchronized boolean begin(String channel, long oldest) {
        if (stopping) {
            return false;
        }
        begun++;
        if (oldestMillis.put(channel, oldest) == null) {
            TimeGauge.builder("flashsale.backlog.oldest.age", () -> age(channel), TimeUnit.MILLISECONDS)
                    .tag("channel", channel)
                    .description("Age of the oldest record of the batch under way; 0 between batches")
                    .register(metrics);
        }
        return true;
    }

    synchronized void end(String channel) {
        begun--;
        oldestMillis.put(channel, Long.MAX_VALUE);
        notifyAll();
    }

    boolean isStopping() {
        return stopping;
    }

    private long age(String channel) {
        return Math.max(0, clock.millis() - oldestMillis.get(channel));
    }

    synchronized void stop(@Observes @Priority(FIRST) ShutdownEvent event) {
        stopping = true;
        long deadline = System.nanoTime() + stopLimit.toNanos();
        try {
            for (long left = stopLimit.toNanos(); begun > 0 && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
