package io.flashsale.inventory.timing;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Runs small tasks again and again, several times a second, each with the same pause between its end and its next
 * beginning. (Quarkus' scheduler does not go below a second.) A round that fails is logged and followed by the next.
 */
@Singleton
public final class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    /** As many as there are tasks, so that one that waits for its server holds up no other. */
    private static final int THREADS = 8;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "rounds");
        thread.setDaemon(true);
        return thread;
    });

    /** Runs the task now and after every pause, until the service stops. */
    public void every(Duration pause, String name, Runnable task) {
        threads.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOG.warnf("%s goes on in the next round: %s", name, e.toString());
                    }
                },
                0,
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** First of all: what is under way is finished, within two seconds, and nothing begins. */
    void stop(@Observes @Priority(50) ShutdownEvent shutdown) throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }
}
