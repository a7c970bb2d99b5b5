package io.flashsale.edge.drawing;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Reports demand and sends sampled decisions several times a second, on a thread that no click waits for. */
@Singleton
final class LotteryRounds {

    private static final Logger LOG = Logger.getLogger(LotteryRounds.class);

    private final DemandReporter reporter;
    private final DecisionPublisher publisher;
    private final LotteryConfig config;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "lottery");
        created.setDaemon(true);
        return created;
    });

    LotteryRounds(DemandReporter reporter, DecisionPublisher publisher, LotteryConfig config) {
        this.reporter = reporter;
        this.publisher = publisher;
        this.config = config;
    }

    void start(@Observes StartupEvent starting) {
        long pause = config.reportPause().toMillis();
        thread.scheduleWithFixedDelay(() -> run(reporter::report), 0, pause, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(() -> run(publisher::publishWaiting), 0, pause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        thread.shutdownNow();
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warnf("The lottery goes on in the next round: %s", e.toString());
        }
    }
}
