package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.flashsale.chaos.buying.Crowd;
import io.flashsale.chaos.buying.CrowdSettings;
import io.flashsale.chaos.buying.OpenSale;
import io.flashsale.chaos.buying.Plan;
import io.flashsale.chaos.buying.Target;
import io.flashsale.chaos.checking.Allowances;
import io.flashsale.chaos.checking.HistoryChecker;
import io.flashsale.chaos.checking.Verdict;
import io.flashsale.chaos.history.FinalReads;
import io.flashsale.chaos.history.History;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ends a service at each of its crash points in turn, while a small crowd buys, and judges what the crowd was told: the
 * process halts as by {@code kill -9} exactly between two effects, its supervisor starts it again, the sale is rebuilt, and
 * nothing is lost.
 */
class CrashPointsIT {

    private static final int STOCK = 30;
    private static final Duration LONGEST_WAY = Duration.ofSeconds(60);
    private static final Duration LONGEST_RESTART = Duration.ofSeconds(90);
    private static final Duration CALM = Duration.ofSeconds(60);
    private static final Duration BETWEEN_PROVOCATIONS = Duration.ofMillis(2_500);
    /** Orders before the fault, and again as many after it. */
    private static final int SOME_ORDERS = 8;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static LocalLauncher launcher;
    private static SystemUnderTest system;
    private static Path armed;

    @BeforeAll
    static void start() {
        assumeFalse(
                GivenSystem.ofThisRun().isGiven(),
                "Skipped, for it starts a system with crash points, and a running one is given");
        Path state = LocalLauncher.newState();
        armed = state.resolveSibling(state.getFileName() + ".armed");
        launcher = LocalLauncher.start(state, List.of("--crash-points", armed.toString()));
        system = launcher.system();
    }

    @AfterAll
    static void stop() {
        if (launcher != null) {
            launcher.stop();
        }
    }

    static Stream<CrashPoint> points() {
        return CrashPoint.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("points")
    void losesNothing(CrashPoint point) throws IOException {
        Target target = new Target(URI.create(system.url()), system.adminToken());
        CrowdSettings settings = settings(point);
        Path log = armed.resolveSibling("crash-" + point.name() + ".jsonl");
        try (Api api = new Api(system);
                History history = History.writingTo(log)) {
            String saleId = OpenSale.open(target, settings);
            api.awaitState(saleId, "OPEN");
            try (Crowd crowd = Crowd.start(target, saleId, settings, history)) {
                orders(crowd, SOME_ORDERS);
                crash(point, api, saleId);
                orders(crowd, crowd.accepted() + SOME_ORDERS);
                // It keeps what Kafka and MySQL have or the outbox still holds, and nothing else.
                rebuild(api, saleId);
                FinalReads reads = crowd.calm(CALM);
                Verdict verdict = HistoryChecker.check(history.calls(), reads, STOCK, Allowances.none());
                assertThat(verdict.violations())
                        .as("%s; see %s%n%s", point, log, String.join("\n", verdict.summary()))
                        .isEmpty();
            }
        }
    }

    /** Thirty units that sixty want; few keep theirs, so that there are orders for as long as it takes. */
    private static CrowdSettings settings(CrashPoint point) {
        int seed = CrashPoint.all().indexOf(point);
        CrowdSettings small = CrowdSettings.usual(seed)
                .withCrowd(60, STOCK)
                .withHoldSeconds(4)
                .withClicksPerSecond(50);
        return point.need() == CrashPoint.Need.LATE ? small.withPlans(List.of(Plan.PAY_TOO_LATE)) : small;
    }

    private static void orders(Crowd crowd, int accepted) {
        Awaitility.await("orders").atMost(LONGEST_RESTART).until(() -> crowd.accepted() >= accepted);
    }

    /** Arms the point, waits until it has been hit, and for the process that the supervisor starts after it. */
    private static void crash(CrashPoint point, Api api, String saleId) throws IOException {
        String pidKey = PidProcesses.pidKey(point.service());
        String before = system.demand(pidKey);
        Path file = Files.createFile(armed.resolve(point.name()));
        try {
            Awaitility.await(point + " is hit")
                    .atMost(LONGEST_WAY)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(BETWEEN_PROVOCATIONS)
                    .until(() -> {
                        if (Files.exists(file)) {
                            provoke(point, api, saleId);
                        }
                        return Files.notExists(file);
                    });
        } finally {
            Files.deleteIfExists(file);
        }
        Awaitility.await(point.service() + " starts again")
                .atMost(LONGEST_RESTART)
                .until(() -> !system.demand(pidKey).equals(before));
        Waiting.until(point.service() + " is ready", () -> isReady(point.service()));
    }

    /** Asks for what leads there; nobody waits for the answer, for the process that owes it may be gone. */
    private static void provoke(CrashPoint point, Api api, String saleId) {
        switch (point.need()) {
            case NOTHING, LATE -> {}
            case REBUILD -> rebuild(api, saleId);
            case SALE -> api.createSale(point.name(), 1, 1, 60);
        }
    }

    private static void rebuild(Api api, String saleId) {
        api.send("POST", "/admin/sales/" + saleId + "/rebuild", api.admin(), null);
    }

    private static boolean isReady(String service) throws IOException, InterruptedException {
        String url = system.demand(service.equals("edge-filter") ? "EDGE_URL" : urlKey(service));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    private static String urlKey(String service) {
        return PidProcesses.pidKey(service).replace("_PID", "_URL");
    }
}
