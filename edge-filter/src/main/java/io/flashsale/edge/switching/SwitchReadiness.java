package io.flashsale.edge.switching;

import jakarta.inject.Singleton;
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

    private final SwitchFeed feed;

    SwitchReadiness(SwitchFeed feed) {
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        return feed.catchUp().check();
    }
}
