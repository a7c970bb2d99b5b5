package io.flashsale.load;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Choice;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The opening of a sale: buyers arrive, sign in and wait; at the opening all of them click at once, and some of those
 * who get an order pay it.
 *
 * <p>It opens a sale of its own on the running installation. It fails when any answer is outside the public contract,
 * a repeated click names another order, or an order that was paid does not become PAID. See {@link LoadSettings}.
 */
public final class OpeningSpike extends Simulation {
    /** Between the last arrival and the opening. */
    private static final int WAITING_SECONDS = 3;

    private final RunEnv env = RunEnv.ofThisRun();
    private final LoadSettings settings = LoadSettings.ofThisRun();
    private final String run = UUID.randomUUID().toString();
    private DemoSale sale;

    /** Made by Gatling. */
    public OpeningSpike() {
        setUp(buyers().injectOpen(rampUsers(settings.users()).during(Duration.ofSeconds(settings.arrivalSeconds()))))
                .protocols(http.baseUrl(env.edgeUrl())
                        .contentTypeHeader("application/json")
                        .acceptHeader("application/json, application/problem+json"))
                .assertions(
                        global().failedRequests().count().is(0L),
                        details("Buy").allRequests().count().is((long) settings.users() * settings.clicks()));
    }

    @Override
    public void before() {
        Instant opensAt = Instant.now()
                .plusSeconds(settings.arrivalSeconds() + WAITING_SECONDS)
                .truncatedTo(ChronoUnit.MILLIS);
        sale = DemoSale.create(env, settings.stock(), opensAt);
    }

    private ScenarioBuilder buyers() {
        return scenario("Opening spike")
                .exec(session -> session.set("user", "load-" + run + "-" + session.userId())
                        .set("saleId", sale.saleId()))
                .exec(Journey.signIn())
                .exec(pause(this::untilOpening))
                .exec(Journey.fetchPass())
                .exec(Journey.click(settings.clicks()))
                .exec(doIf(session -> session.contains("orderId"))
                        .then(exec(Journey.watchUntilConfirmed())
                                .exec(randomSwitch()
                                        .on(new Choice.WithWeight(settings.payingPercent(), Journey.pay())))));
    }

    private Duration untilOpening(Session session) {
        Duration left = Duration.between(Instant.now(), sale.opensAt());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
