package io.flashsale.payment.ordering;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * The poll that has been begun and whose offsets are not committed yet, if there is one.
 *
 * <p>When the service stops, before anything else in it does, no further poll begins and the one begun may end. So the
 * next reader of the partitions finds it done, unless it takes longer than the limit and is repeated.
 */
@ApplicationScoped
class PollInHand {

    /** Before the relay and the connector stop, which a poll needs. */
    private static final int FIRST = 1;

    private final Duration stopLimit;
    private final Insistence insistence;
    private final Clock clock;

    private int begun;
    private boolean stopping;
    private volatile long oldestMillis = Long.MAX_VALUE;

    PollInHand(OrderingConfig config, Insistence insistence, MeterRegistry metrics, Clock clock) {
        this.stopLimit = config.stopLimit();
        this.insistence = insistence;
        this.clock = clock;
        TimeGauge.builder("flashsale.backlog.oldest.age", this::age, TimeUnit.MILLISECONDS)
                .tag("channel", Offsets.CHANNEL)
                .description("Age of the oldest record of the poll under way; 0 between polls")
                .register(metrics);
    }

    /** Begins the poll, unless the service stops. */
    synchronized boolean begin(ConsumerRecords<byte[], byte[]> poll) {
        if (stopping) {
            return false;
        }
        begun++;
        long oldest = Long.MAX_VALUE;
        for (ConsumerRecord<byte[], byte[]> each : poll) {
            oldest = Math.min(oldest, each.timestamp());
        }
        oldestMillis = oldest;
        return true;
    }

    synchronized void end() {
        begun--;
        oldestMillis = Long.MAX_VALUE;
        notifyAll();
    }

    private long age() {
        return Math.max(0, clock.millis() - oldestMillis);
    }

    synchronized void stop(@Observes @Priority(FIRST) ShutdownEvent event) {
        stopping = true;
        insistence.stop();
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
