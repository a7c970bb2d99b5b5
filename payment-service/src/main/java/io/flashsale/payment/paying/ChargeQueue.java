package io.flashsale.payment.paying;

import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets so many charges go at a time, and the others wait for their turn.
 *
 * <p>A charge's time-out begins with its turn. If all went at once on a service that is slow for a moment, each would wait
 * for the others until all had timed out, and none would be decided. Bounded by whoever adds.
 */
final class ChargeQueue {

    private final Semaphore turns;
    private final Queue<Supplier<CompletionStage<?>>> waiting = new ConcurrentLinkedQueue<>();

    ChargeQueue(int atOnce) {
        this.turns = new Semaphore(atOnce);
    }

    /** @param charge begins it; its stage ends when it is decided or has timed out, and never fails to end */
    void add(Supplier<CompletionStage<?>> charge) {
        waiting.add(charge);
        beginNext();
    }

    private void beginNext() {
        while (!waiting.isEmpty() && turns.tryAcquire()) {
            Supplier<CompletionStage<?>> next = waiting.poll();
            if (next == null) {
                turns.release();
            } else {
                next.get().whenComplete((done, failure) -> {
                    turns.release();
                    beginNext();
                });
            }
        }
    }
}
