package io.flashsale.load;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does the work of challenges away from the threads that send requests: one after the other, on one thread for people and one
 * for bots. The bots' is the processor that all their accounts share; people have one each, and their queue is short.
 */
final class Workshop {
    private final ExecutorService people = newWorker("work-of-people");
    private final ExecutorService bots = newWorker("work-of-bots");

    /** Begins to solve a challenge; whoever does not wait any longer cancels it. */
    Future<ProofOfWork.Solution> begin(Kind.Work work, String token, int bits) {
        return (work == Kind.Work.IN_A_BROWSER ? people : bots).submit(() -> ProofOfWork.solve(token, bits));
    }

    void close() {
        people.shutdownNow();
        bots.shutdownNow();
    }

    private static ExecutorService newWorker(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
