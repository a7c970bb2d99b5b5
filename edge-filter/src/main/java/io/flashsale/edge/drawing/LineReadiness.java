package io.flashsale.edge.drawing;

import io.flashsale.edge.starting.CatchUp;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the edge has read the lines that there were when it was started, at the latest after {@link
 * LotteryConfig#startPatience()}: by older lines it would turn away who may buy at every other edge.
 */
@Readiness
@Singleton
final class LineReadiness implements HealthCheck {

    private final CatchUp catchUp;

    LineReadiness(LineFeed feed, LotteryConfig config, Clock clock) {
        this.catchUp = new CatchUp(
                "Lines heard of",
                feed::isCaughtUp,
                feed::startedAt,
                config.startPatience(),
                clock,
                "lotteries whose lines have not been heard of admit nobody here");
    }

    @Override
    public HealthCheckResponse call() {
        return catchUp.check();
    }
}
