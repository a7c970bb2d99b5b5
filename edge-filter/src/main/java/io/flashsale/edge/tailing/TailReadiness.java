package io.flashsale.edge.tailing;

import io.flashsale.edge.starting.CatchUp;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the edge has read the sales and orders that there were when it was started, at the latest after {@link
 * TailConfig#startPatience()}.
 */
@Readiness
@Singleton
final class TailReadiness implements HealthCheck {

    private final CatchUp catchUp;

    TailReadiness(OrderTail tail, TailConfig config, Clock clock) {
        this.catchUp = new CatchUp(
                "Orders heard of",
                tail::isCaughtUp,
                tail::startedAt,
                config.startPatience(),
                clock,
                "a repeated click on a sold-out sale may be told so until the tail has caught up");
    }

    @Override
    public HealthCheckResponse call() {
        return catchUp.check();
    }
}
