package io.flashsale.edge.switching;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Ready once the edge has read the switches that there were when it was started, at the latest after {@link
 * SwitchingConfig#startPatience()}; ready for good then, whatever becomes of Kafka.
 */
@Readiness
@Singleton
final class SwitchReadiness implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(SwitchReadiness.class);

    private final SwitchFeed feed;
    private final Clock clock;
    private final Duration patience;
    private final AtomicBoolean warned = new AtomicBoolean();

    SwitchReadiness(SwitchFeed feed, SwitchingConfig config, Clock clock) {
        this.feed = feed;
        this.clock = clock;
        this.patience = config.startPatience();
    }

    @Override
    public HealthCheckResponse call() {
        boolean caughtUp = feed.isCaughtUp();
        boolean lateAnyway =
                !caughtUp && !clock.instant().isBefore(feed.startedAt().plus(patience));
        if (lateAnyway && warned.compareAndSet(false, true)) {
            LOG.warn("Ready without having read the switches: those that have not been heard of are at their defaults");
        }
        return HealthCheckResponse.named("Switches heard of")
                .status(caughtUp || lateAnyway)
                .withData("caughtUp", caughtUp)
                .build();
    }
}
