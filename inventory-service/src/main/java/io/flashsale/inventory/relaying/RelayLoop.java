package io.flashsale.inventory.relaying;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.inventory.timing.Backoff;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The thread that relays the outboxes of the sales whose lease this instance holds.
 *
 * <p>It naps when nothing is to be done, is woken by a reservation of this instance, and looks by itself often enough
 * for reservations of others. Between two batches that are not full it rests, so that they become fewer and larger.
 * Trouble with Redis or Kafka makes it wait longer, up to two seconds, never give up.
 */
@Singleton
public final class RelayLoop {

    private static final Logger LOG = Logger.getLogger(RelayLoop.class);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);

    private final SaleDirectory directory;
    private final Leases leases;
    private final OutboxRelay relay;
    private final Clock clock;
    private final RelayingConfig config;
    private final Semaphore work = new Semaphore(0);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Map<String, Instant> nextResend = new HashMap<>();
    private Thread thread;

    RelayLoop(SaleDirectory directory, Leases leases, OutboxRelay relay, Clock clock, RelayingConfig config) {
        this.directory = directory;
        this.leases = leases;
        this.relay = relay;
        this.clock = clock;
        this.config = config;
    }

    /** Says that an outbox has grown; costs nothing when the relay is busy anyway. */
    public void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    void start(@Observes StartupEvent startup) {
        thread = new Thread(this::run, "outbox-relay");
        thread.setDaemon(true);
        thread.start();
    }

    /** Before the leases are given back: finishes the batch that is under way. */
    void stop(@Observes @Priority(100) ShutdownEvent shutdown) throws InterruptedException {
        stopped.countDown();
        work.release();
        thread.join(config.sendTimeout().toMillis());
    }

    private void run() {
        Beat beat = new Beat(config.beat(), config.batch(), System::nanoTime);
        Backoff backoff = new Backoff(config.idlePause(), LONGEST_BACKOFF);
        while (!isStopping()) {
            try {
                beat.begin();
                int most = relayAll();
                backoff.reset();
                if (most == 0) {
                    nap(config.idlePause());
                } else {
                    // Not ended by a reservation: the next batch is to have many.
                    stopped.await(beat.restNanos(most), TimeUnit.NANOSECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                Duration pause = backoff.next();
                LOG.warnf("Relaying pauses for %d ms: %s", pause.toMillis(), e.toString());
                napQuietly(pause);
            }
        }
    }

    /** The entries of the largest batch that was sent. */
    private int relayAll() {
        int most = 0;
        RuntimeException trouble = null;
        for (Sale sale : directory.active()) {
            if (isStopping()) {
                return 0;
            }
            try {
                if (sale.epoch() > 0 && leases.holds(sale.id())) {
                    most = Math.max(most, relay.drain(sale.id()));
                    resendWhenDue(sale.id());
                }
            } catch (RuntimeException e) {
                // One damaged slot must not keep the other sales' reservations from Kafka.
                trouble = e;
            }
        }
        nextResend.keySet().removeIf(id -> directory.find(id).isEmpty());
        if (trouble != null) {
            throw trouble;
        }
        return most;
    }

    private boolean isStopping() {
        return stopped.getCount() == 0;
    }

    private void resendWhenDue(String saleId) {
        Instant now = clock.instant();
        Instant due = nextResend.computeIfAbsent(saleId, id -> now.plus(config.resendAfter()));
        if (!now.isBefore(due)) {
            nextResend.put(saleId, now.plusSeconds(1));
            relay.resendUnconfirmed(saleId);
        }
    }

    private void nap(Duration pause) throws InterruptedException {
        if (work.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            work.drainPermits();
        }
    }

    private void napQuietly(Duration pause) {
        try {
            nap(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }
}
