package io.flashsale.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Two sales of the same stock to the same kind of crowd, nine people to a bot, in one run: the first with the filter {@code
 * bot-score} switched off, the second with it on. How much do bots win in each, and what does it cost people?
 *
 * <p>Before them the same crowd comes to rehearsals that count for nothing, with the filter off and on, because programs that
 * have just started answer too slowly at an opening to tell a bot's haste from a person's; then everything has time to calm
 * down.
 *
 * <p>The limits stay on in both. What turns clicks away under overload only reports, and the line is held at 1: who clicks
 * fifty times would get past chance more often than who clicks twice, and how much there is of it depends on the machine. So the
 * difference is the bot filter's, as long as the machine is not overloaded: then a bot's haste arrives as late as a person's. Buyers of the two sales have nothing in common,
 * neither names nor addresses, so that the second sale does not begin with what the edge remembers of the first.
 *
 * <p>The load generator plays the balancer that tells the edge by {@code X-Forwarded-For} where each buyer is, and is refused
 * by an edge that does not trust it. What is found that must not be ({@link CrowdVerdict}) is in the result file, as {@code
 * finding.N}, for whoever started it to see. See {@link Crowd} and {@link LoadSettings}.
 */
public final class MixedCrowd extends Simulation {
    private static final Duration BEFORE_OPENING = Duration.ofSeconds(4);

    /** Between two crowds. */
    private static final Duration CALM = Duration.ofSeconds(8);

    /** What the filter is switched to in each rehearsal; so many it takes until an opening is answered as soon as it will be. */
    private static final List<String> REHEARSALS = List.of("off", "on", "on");

    private static final long SEED = 7;

    private final RunEnv env = RunEnv.of(System.getProperties(), System.getenv());
    private final LoadSettings settings = LoadSettings.ofMixedCrowd(System.getProperties());
    private final Clock clock = Clock.systemUTC();
    private final AdminCalls admin = new AdminCalls(env);
    private final OperatorSwitch filter = new OperatorSwitch(admin, "filter:bot-score");
    private final OperatorSwitch overload = new OperatorSwitch(admin, "filter:concurrency");
    private final OperatorSwitch line = new OperatorSwitch(admin, "admission");
    private final Thread putBackAtExit = new Thread(this::putBack);
    private final Workshop workshop = new Workshop();
    private final String run = UUID.randomUUID().toString();
    private final CrowdSale off = crowdSale("off", 0);
    private final CrowdSale on = crowdSale("on", 1);
    private final List<CrowdSale> rehearsals = IntStream.range(0, REHEARSALS.size())
            .mapToObj(i -> crowdSale("rehearsal " + (i + 1), 2 + i))
            .toList();

    /** Made by Gatling. */
    public MixedCrowd() {
        PopulationBuilder sales = selling("Bot filter off", "off", off, selling("Bot filter on", "on", on, null));
        for (int i = REHEARSALS.size() - 1; i >= 0; i--) {
            sales = selling("Rehearsal " + (i + 1), REHEARSALS.get(i), rehearsals.get(i), sales);
        }
        setUp(sales)
                .protocols(protocol())
                .assertions(global().failedRequests().count().is(0L));
    }

    private CrowdSale crowdSale(String name, int part) {
        List<Traits> crowd = new Crowd(SEED, part, env.edgeUrl(), settings.spread()).of(settings.users());
        return new CrowdSale("MixedCrowd " + name, "crowd-" + run + '-' + name, crowd, new Tally(clock));
    }

    /** An operator sets the filter and opens a sale, then its crowd comes, then what follows. */
    private PopulationBuilder selling(String name, String filterValue, CrowdSale crowdSale, PopulationBuilder next) {
        PopulationBuilder crowd = crowd(name, crowdSale);
        return operator(name + ": opening", filterValue, crowdSale).andThen(next == null ? crowd : crowd.andThen(next));
    }

    private PopulationBuilder crowd(String name, CrowdSale crowdSale) {
        ContractAnswers answers = new ContractAnswers(crowdSale.tally(), new ConnectionBudget(settings.connections()));
        CrowdJourney journey = new CrowdJourney(crowdSale, answers, workshop, env.adminToken(), clock);
        return scenario(name)
                .exec(journey.all())
                .injectOpen(rampUsers(crowdSale.seats()).during(settings.arrival()));
    }

    /** Nobody else is under way when the operator is, so these calls may wait for their answers. */
    private PopulationBuilder operator(String name, String value, CrowdSale next) {
        return scenario(name)
                .pause(CALM)
                .exec(session -> {
                    filter.set(value);
                    next.open(env, settings, opening());
                    if (next == off) {
                        tell(facts());
                    }
                    return session;
                })
                .injectOpen(atOnceUsers(1));
    }

    private HttpProtocolBuilder protocol() {
        return http.baseUrl(env.edgeUrl())
                .contentTypeHeader("application/json")
                // Every buyer sends the headers of its guise and no others.
                .disableAutoOrigin()
                .disableAutoReferer()
                .shareConnections()
                .disableWarmUp();
    }

    private Instant opening() {
        return clock.instant().plus(settings.arrival()).plus(BEFORE_OPENING).truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void before() {
        EdgeTrust.demand(admin);
        Runtime.getRuntime().addShutdownHook(putBackAtExit);
        overload.set("report-only");
        line.set("1");
    }

    @Override
    public void after() {
        workshop.close();
        putBack();
        Runtime.getRuntime().removeShutdownHook(putBackAtExit);
        if (on.sale() == null) {
            return;
        }
        Map<String, String> figures = facts();
        figures.putAll(off.tally().figures(off.sale().opensAt().toEpochMilli()));
        rehearsals.forEach(rehearsal -> add(rehearsal, figures));
        add(on, figures);
        CrowdCount without = new CrowdCount(off.members());
        CrowdCount with = new CrowdCount(on.members());
        CrowdTable table = new CrowdTable(without, with);
        figures.putAll(table.figures());
        number(figures, "words.", table.lines());
        number(figures, "finding.", CrowdVerdict.findings(without, with, settings.stock()));
        table.lines().forEach(System.out::println);
        tell(figures);
    }

    /** The figures are those of the sale with the filter off; of the others the launcher judges the ledger. */
    private static void add(CrowdSale other, Map<String, String> figures) {
        Map<String, String> second =
                other.tally().figures(other.sale().opensAt().toEpochMilli());
        figures.put("otherSale." + other.sale().saleId(), second.get("orders"));
        for (String sum : List.of("requests", "failedRequests", "serverErrors")) {
            figures.put(sum, Long.toString(Long.parseLong(figures.get(sum)) + Long.parseLong(second.get(sum))));
        }
    }

    private void putBack() {
        line.putBack();
        overload.putBack();
        filter.putBack();
    }

    private static void number(Map<String, String> figures, String prefix, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            figures.put(prefix + (i + 1), lines.get(i));
        }
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("simulation", "MixedCrowd");
        facts.put("saleId", off.sale().saleId());
        facts.put("opensAt", off.sale().opensAt().toString());
        facts.put("users", Integer.toString(settings.users()));
        facts.put("stock", Integer.toString(settings.stock()));
        return facts;
    }

    private static void tell(Map<String, String> figures) {
        ResultFile.of(System.getProperties()).ifPresent(file -> file.write(figures));
    }
}
