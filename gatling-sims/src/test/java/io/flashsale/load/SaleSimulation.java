package io.flashsale.load;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.forAll;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A simulation with a sale of its own, which an operator creates on the running installation before the first buyer
 * arrives.
 *
 * <p>A virtual user is cheap, a socket is not: buyers share connections, only calls under way hold one, and not many more than
 * {@code -Dconnections} are under way at once.
 */
abstract class SaleSimulation extends Simulation {
    private final RunEnv env = RunEnv.of(System.getProperties(), System.getenv());
    private final Clock clock = Clock.systemUTC();
    private final Tally tally = new Tally(clock);
    private final String run = UUID.randomUUID().toString();
    private final LoadSettings settings;
    private DemoSale sale;

    SaleSimulation(LoadSettings settings) {
        this.settings = settings;
    }

    /** From the creation of the sale to its opening. */
    abstract Duration untilOpening();

    /** What a simulation tells besides what all tell. */
    Map<String, String> ownFigures() {
        return Map.of();
    }

    /**
     * Such figures.
     *
     * @param lines for the report, by title
     * @param missed what must not be, a line for each; the run has failed with any
     */
    static Map<String, String> ownFigures(Map<String, String> lines, List<String> missed) {
        Map<String, String> figures = new LinkedHashMap<>();
        lines.forEach((title, line) -> figures.put("line." + title, line));
        for (int i = 0; i < missed.size(); i++) {
            figures.put("finding." + i, missed.get(i));
        }
        return figures;
    }

    final LoadSettings settings() {
        return settings;
    }

    final Clock clock() {
        return clock;
    }

    final String adminToken() {
        return env.adminToken();
    }

    final DemoSale sale() {
        return sale;
    }

    final Journey journey() {
        return new Journey(answers(settings.connections()), answers(Math.max(1, settings.connections() / 4)));
    }

    private ContractAnswers answers(int connections) {
        return new ContractAnswers(tally, new ConnectionBudget(connections));
    }

    /** Gives the buyer a name that nobody had before, and the sale. */
    final ChainBuilder arrive() {
        return exec(session ->
                session.set("user", "load-" + run + "-" + session.userId()).set("saleId", sale.saleId()));
    }

    final HttpProtocolBuilder protocol() {
        return http.baseUrl(env.edgeUrl())
                .contentTypeHeader("application/json")
                .acceptHeader("application/json, application/problem+json")
                .userAgentHeader("flashsale-load")
                .shareConnections()
                .disableWarmUp();
    }

    /** No failed request, every click made, and no call slow as a rule. */
    final List<Assertion> assertions() {
        List<Assertion> assertions = new ArrayList<>();
        assertions.add(global().failedRequests().count().is(0L));
        assertions.add(details(Tally.BUY).allRequests().count().is((long) settings.users() * settings.clicks()));
        assertions.add(forAll().responseTime().percentile(99.0).lte(settings.p99Millis()));
        return assertions;
    }

    @Override
    public final void before() {
        Instant opensAt = clock.instant().plus(untilOpening()).truncatedTo(ChronoUnit.MILLIS);
        sale = DemoSale.create(env, getClass().getSimpleName(), settings, opensAt);
        tell(facts());
    }

    @Override
    public final void after() {
        Map<String, String> figures = facts();
        figures.putAll(tally.figures(sale.opensAt().toEpochMilli()));
        figures.putAll(ownFigures());
        tell(figures);
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("simulation", getClass().getSimpleName());
        facts.put("saleId", sale.saleId());
        facts.put("opensAt", sale.opensAt().toString());
        facts.put("users", Integer.toString(settings.users()));
        facts.put("stock", Integer.toString(settings.stock()));
        facts.put("clicksPerUser", Integer.toString(settings.clicks()));
        return facts;
    }

    private static void tell(Map<String, String> figures) {
        ResultFile.of(System.getProperties()).ifPresent(file -> file.write(figures));
    }
}
