package io.flashsale.edge.drawing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** The sampled decisions that wait to be sent: a bounded queue between the clicks and whoever sends. */
@Singleton
final class Decisions {

    private final BlockingQueue<Decision> waiting;
    private final Counter dropped;

    Decisions(LotteryConfig config, MeterRegistry metrics) {
        this.waiting = new ArrayBlockingQueue<>(config.maxWaitingDecisions());
        this.dropped = Counter.builder("flashsale.edge.decisions.dropped")
                .description("Sampled decisions that could not be sent in time")
                .register(metrics);
    }

    /** Takes a decision in, or counts it as dropped when too many wait; never waits itself. */
    void add(Decision decision) {
        if (!waiting.offer(decision)) {
            dropped.increment();
        }
    }

    /** Takes out what waits, oldest first, at most so many. */
    List<Decision> take(int most) {
        List<Decision> taken = new ArrayList<>();
        waiting.drainTo(taken, most);
        return taken;
    }

    /** Counts decisions that were taken out and could not be sent. */
    void lost(int count) {
        dropped.increment(count);
    }
}
