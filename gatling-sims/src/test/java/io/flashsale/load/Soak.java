package io.flashsale.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;

/**
 * A sale that lives for minutes: buyers arrive evenly, find stock, and pay, cancel or let their order expire. Does
 * everything that is taken come back, and does it stay as quick as it was?
 *
 * <p>It fails when any answer is outside the public contract, an order does not end as its buyer decided, or answers are
 * slow. See {@link LoadSettings}.
 */
public final class Soak extends SaleSimulation {
    /** Time for every edge to hear of the sale. */
    private static final Duration BEFORE_OPENING = Duration.ofSeconds(3);

    /** Made by Gatling. */
    public Soak() {
        super(LoadSettings.ofSoak(System.getProperties()));
        setUp(buyers()).protocols(protocol()).assertions(assertions());
    }

    private PopulationBuilder buyers() {
        Journey journey = journey();
        return scenario("Soak")
                .exec(arrive())
                .exec(journey.signIn())
                .exec(journey.fetchPass())
                .exec(journey.click(settings().clicks()))
                .exec(journey.settle(settings(), journey.letExpire(settings().holdSeconds())))
                .injectOpen(
                        nothingFor(BEFORE_OPENING),
                        constantUsersPerSec(settings().usersPerSecond())
                                .during(settings().arrival()));
    }

    @Override
    Duration untilOpening() {
        return BEFORE_OPENING;
    }
}
