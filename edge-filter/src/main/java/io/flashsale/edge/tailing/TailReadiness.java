package io.flashsale.edge.tailing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready once the edge has read the sales and orders that there were when it was started, at the latest after {@link
 * TailConfig#startPatience()}; ready for good then, whatever becomes of Kafka.
 */
@Readiness
@Singleton
final class TailReadiness implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(TailReadiness.class);

    private final OrderTail tail;
    private final Clock clock;
    private final Duration patience;
    private final AtomicBoolean warned = new AtomicBoolean();

    TailReadiness(OrderTail tail, TailConfig config, Clock clock) {
        this.tail = tail;
        this.clock = clock;
        this.patience = config.startPatience();
    }

    @Override
    public HealthCheckResponse call() {
        boolean caughtUp = tail.isCaughtUp();
        boolean lateAnyway =
                !caughtUp && !clock.instant().isBefore(tail.startedAt().plus(patience));
        if (lateAnyway && warned.compareAndSet(false, true)) {
            LOG.warn("Ready without having read all earlier orders: "
                    + "a repeated click on a sold-out sale may be told so until the tail has caught up");
        }
        return HealthCheckResponse.named("Orders heard of")
                .status(caughtUp || lateAnyway)
                .withData("caughtUp", caughtUp)
                .build();
    }
}
