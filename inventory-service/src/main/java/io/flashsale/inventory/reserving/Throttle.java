package io.flashsale.inventory.reserving;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Makes this copy as slow as a test wants it: every click takes its time, one after the other, and whoever comes meanwhile
 * waits. Nothing is refused. Without {@link ReservingConfig#clicksPerSecond} nobody waits.
 */
@Singleton
final class Throttle {

    private final Vertx vertx;
    private final long nanosPerClick;
    private final LongSupplier nanoTime;
    private final AtomicLong freeAtNanos;

    @Inject
    Throttle(Vertx vertx, ReservingConfig config) {
        this(vertx, config.clicksPerSecond(), System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime()} */
    Throttle(Vertx vertx, int clicksPerSecond, LongSupplier nanoTime) {
        if (clicksPerSecond < 0) {
            throw new IllegalArgumentException(
                    "flashsale.reserving.clicks-per-second must not be negative, not " + clicksPerSecond);
        }
        this.vertx = vertx;
        this.nanosPerClick = clicksPerSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / clicksPerSecond;
        this.nanoTime = nanoTime;
        this.freeAtNanos = new AtomicLong(nanoTime.getAsLong());
    }

    /** Ends when the clicks have had their time, on the context that asked. */
    Uni<Void> await(int clicks) {
        if (nanosPerClick == 0) {
            return Uni.createFrom().voidItem();
        }
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(delayNanos(clicks)));
        return Uni.createFrom().emitter(emitter -> vertx.setTimer(millis, timer -> emitter.complete(null)));
    }

    /** Puts the clicks at the end of the line; how long it is then. */
    long delayNanos(int clicks) {
        long now = nanoTime.getAsLong();
        long busyNanos = clicks * nanosPerClick;
        return freeAtNanos.updateAndGet(free -> (free - now < 0 ? now : free) + busyNanos) - now;
    }
}
