package io.flashsale.edge.switching;

import io.flashsale.edge.starting.CatchUp;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the edge has read the switches that there were when it was started, at the latest after {@link
 * SwitchingConfig#startPatience()}.
 */
@Readiness
@Singleton
final class SwitchReadiness implements HealthCheck {

    private final CatchUp catchUp;

    SwitchReadiness(SwitchFeed feed, SwitchingConfig config, Clock clock) {
        this.catchUp = new CatchUp(
                "Switches heard of",
                feed::isCaughtUp,
                feed::startedAt,
                config.startPatience(),
                clock,
                "switches that have not been heard of are at their defaults");
    }

    @Override
    public HealthCheckResponse call() {
        return catchUp.check();
    }
}
