package io.flashsale.payment.ordering;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Tries a step again, with growing and jittered pauses, until it works or the service stops. */
@ApplicationScoped
class Insistence {

    private static final Logger LOG = Logger.getLogger(Insistence.class);

    private final OrderingConfig config;
    private final MeterRegistry metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);

    Insistence(OrderingConfig config, MeterRegistry metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    /** Runs the step until it succeeds; throws only when the service stops, so that nothing is acknowledged. */
    void on(String what, Runnable step) {
        Duration pause = config.firstPause();
        while (true) {
            try {
                step.run();
                return;
            } catch (RuntimeException e) {
                boolean goesOn = stopping.getCount() > 0;
                if (goesOn) {
                    metrics.counter("flashsale.batches.retried", "channel", Offsets.CHANNEL)
                            .increment();
                    LOG.warnf("Cannot %s, will try again: %s", what, e.toString());
                }
                if (!goesOn || stoppedWithin(pause)) {
                    throw new IllegalStateException("Stopped before it could " + what, e);
                }
                pause = shorter(pause.multipliedBy(2), config.longestPause());
            }
        }
    }

    private boolean stoppedWithin(Duration pause) {
        double jitter = 0.5 + ThreadLocalRandom.current().nextDouble() / 2;
        try {
            return stopping.await((long) (pause.toMillis() * jitter), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** From now on nothing is tried a second time. */
    void stop() {
        stopping.countDown();
    }
}
