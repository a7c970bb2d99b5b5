package io.flashsale.inventory.reserving;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** How long Redis takes for a batch of clicks, calls that failed or got no answer in time included. */
@Singleton
public final class ReservationTimes {

    private final Timer timer;

    ReservationTimes(MeterRegistry metrics) {
        this.timer = Timer.builder("flashsale.reservation.calls")
                .description("Script calls for batches of clicks")
                .register(metrics);
    }

    void took(long nanos) {
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Calls so far. */
    public long count() {
        return timer.count();
    }

    /** What they took together. */
    public double totalMillis() {
        return timer.totalTime(TimeUnit.MILLISECONDS);
    }
}
