package io.flashsale.edge.starting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/**
 * Whether a starting edge is ready by what it has read of a topic: once it has read what there was when it started, or once
 * its patience is over, so that an edge without Kafka answers too; ready for good then, whatever becomes of Kafka.
 */
public final class CatchUp {

    private static final Logger LOG = Logger.getLogger(CatchUp.class);

    private final String name;
    private final BooleanSupplier caughtUp;
    private final Supplier<Instant> startedAt;
    private final Duration patience;
    private final Clock clock;
    private final String shortfall;
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * @param name of the check, as operators read it
     * @param caughtUp whether all has been read that there was; true for good once it is
     * @param startedAt when reading began
     * @param shortfall what an edge that is ready without having caught up does not know
     */
    public CatchUp(
            String name,
            BooleanSupplier caughtUp,
            Supplier<Instant> startedAt,
            Duration patience,
            Clock clock,
            String shortfall) {
        this.name = name;
        this.caughtUp = caughtUp;
        this.startedAt = startedAt;
        this.patience = patience;
        this.clock = clock;
        this.shortfall = shortfall;
    }

    /** Whether there is nothing more to wait for; warns once when patience ends. */
    public boolean isOver() {
        if (caughtUp.getAsBoolean()) {
            return true;
        }
        boolean late = !clock.instant().isBefore(startedAt.get().plus(patience));
        if (late && warned.compareAndSet(false, true)) {
            LOG.warnf("Ready without \"%s\": %s", name, shortfall);
        }
        return late;
    }

    /** The check's answer now. */
    public HealthCheckResponse check() {
        return HealthCheckResponse.named(name)
                .status(isOver())
                .withData("caughtUp", caughtUp.getAsBoolean())
                .build();
    }
}
