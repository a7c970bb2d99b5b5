package io.flashsale.chaos.buying;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** A caller's way to have things done on the crowd's thread, some at a time, and to wait for them. */
final class Turns {

    private static final int AT_ONCE = 32;

    private final ScheduledExecutorService crowdThread;

    Turns(ScheduledExecutorService crowdThread) {
        this.crowdThread = crowdThread;
    }

    /** Begins the work for each item on the crowd's thread, a bounded number at once; returns when all has ended. */
    <T> void each(Collection<T> items, Function<T, CompletableFuture<Void>> work) {
        Semaphore free = new Semaphore(AT_ONCE);
        for (T item : items) {
            free.acquireUninterruptibly();
            CompletableFuture.supplyAsync(() -> work.apply(item), crowdThread)
                    .thenCompose(begun -> begun)
                    .whenComplete((done, failure) -> free.release());
        }
        free.acquireUninterruptibly(AT_ONCE);
    }

    /** Returns when the condition, looked at with pauses, holds. */
    void until(BooleanSupplier condition, Duration pause) {
        while (!condition.getAsBoolean()) {
            after(pause).join();
        }
    }

    /** Completes on the crowd's thread when the time has passed. */
    CompletableFuture<Void> after(Duration time) {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        crowdThread.schedule(() -> passed.complete(null), time.toMillis(), TimeUnit.MILLISECONDS);
        return passed;
    }
}
