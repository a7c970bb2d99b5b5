package io.flashsale.load;

import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Buyers who come before the opening, sign in, wait, and then all want the same.
 *
 * <p>An open model: each buyer has a moment of their own to begin, drawn beforehand, and keeps it however slow the
 * answers are. The moments thin out evenly over the spread, so half of the buyers begin in its first 30 percent.
 */
abstract class Stampede extends SaleSimulation {
    /** Between the last arrival and the opening. */
    private static final Duration WAITING = Duration.ofSeconds(3);

    Stampede(LoadSettings settings) {
        super(settings);
        setUp(buyers()).protocols(protocol()).assertions(assertions());
    }

    /** What a buyer with a pass does at the opening. */
    abstract ChainBuilder rush(Journey journey);

    private PopulationBuilder buyers() {
        Journey journey = journey();
        return scenario(getClass().getSimpleName())
                .exec(arrive())
                .exec(journey.signIn())
                .exec(pause(this::untilMyMoment))
                .exec(journey.fetchPass())
                .exec(rush(journey))
                .injectOpen(rampUsers(settings().users()).during(settings().arrival()));
    }

    @Override
    final Duration untilOpening() {
        return settings().arrival().plus(WAITING);
    }

    private Duration untilMyMoment(Session session) {
        double late = 1 - Math.sqrt(1 - ThreadLocalRandom.current().nextDouble());
        Duration moment = Duration.ofMillis((long) (settings().spread().toMillis() * late));
        Duration left = Duration.between(clock().instant(), sale().opensAt().plus(moment));
        return left.isNegative() ? Duration.ZERO : left;
    }
}
