package io.flashsale.edge.passing;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.Sale;
import io.flashsale.edge.addressing.Addressing;
import io.flashsale.edge.challenging.Challenging;
import io.flashsale.edge.challenging.Solver;
import io.flashsale.edge.contending.ContenderBook;
import io.flashsale.edge.identity.Identities;
import io.flashsale.edge.identity.Passes;
import io.flashsale.edge.identity.Sessions;
import io.flashsale.edge.limiting.Limiting;
import io.flashsale.edge.rig.TestSale;
import io.flashsale.edge.scoring.BotWatch;
import io.flashsale.edge.scoring.Scoring;
import io.flashsale.edge.selling.Boards;
import io.flashsale.edge.selling.SaleBoard;
import io.flashsale.edge.switching.TestSwitches;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pass over HTTP, with suspicion and limits as each test wants them. */
class PassRouteTest {

    private final Clock clock = Clock.systemUTC();
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final SaleBoard board = Boards.empty(new ContenderBook(), clock);
    private final Sessions sessions = Identities.sessions(clock);
    private final Passes passes = Identities.passes(clock);
    private final Sessions.Session alice = sessions.open("alice");
    private final Sale sale = TestSale.ofItsOwn().build();
    private final TestSwitches switches = new TestSwitches();
    private HttpServer server;

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void isGivenWithoutACheckToWhomNothingIsStrangeAbout() throws Exception {
        start(Scoring.always(0, clock), Map.of());
        JsonObject answer = ok(ask(alice, ""));
        assertThat(passes.read(answer.getString("pass"), sale.saleId(), alice.userId())
                        .provedBits())
                .isZero();
        assertThat(answer.getString("expiresAt")).isNotNull();
        assertThat(count("issued")).isEqualTo(1);
    }

    @Test
    void costsWorkForWhoLooksLikeABotAndSaysInThePassHowMuchWasDone() throws Exception {
        start(Scoring.always(40, clock), Map.of());
        JsonObject challenge = ok(ask(alice, "{}")).getJsonObject("challenge");
        assertThat(challenge.fieldNames()).containsExactlyInAnyOrder("algorithm", "token", "bits", "expiresAt");
        assertThat(challenge.getString("algorithm")).isEqualTo("sha-256");
        assertThat(challenge.getInteger("bits")).isEqualTo(15);
        String solved = solved(challenge);
        String pass = ok(ask(alice, solved)).getString("pass");
        assertThat(passes.read(pass, sale.saleId(), alice.userId()).provedBits())
                .isEqualTo(15);
        assertThat(count("challenged")).isEqualTo(1);
        assertThat(count("issued")).isEqualTo(1);
    }

    @Test
    void aSolutionIsGoodOnceAndForItsBuyerOnly() throws Exception {
        start(Scoring.always(40, clock), Map.of());
        String solved = solved(ok(ask(alice, "")).getJsonObject("challenge"));
        assertInvalid(ask(sessions.open("bob"), solved), "challenge");
        assertThat(ok(ask(alice, solved)).getString("pass")).isNotNull();
        assertThat(ok(ask(alice, solved)).getJsonObject("challenge"))
                .as("another challenge")
                .isNotNull();
    }

    @Test
    void workCanAlwaysBeDoneForAPassHoweverStrangeTheBuyerIs() throws Exception {
        start(Scoring.always(1_000, clock), Map.of());
        assertThat(ok(ask(alice, "")).getJsonObject("challenge").getInteger("bits"))
                .isEqualTo(20);
    }

    @Test
    void namesWhatIsWrongWithASolution() throws Exception {
        start(Scoring.always(40, clock), Map.of());
        String token = ok(ask(alice, "")).getJsonObject("challenge").getString("token");
        String wrong = Integer.toString(Solver.solve(token, 15) + 1);
        assertInvalid(ask(alice, body(token, wrong)), "solution");
        assertInvalid(ask(alice, body(token, "x")), "solution");
        assertInvalid(ask(alice, body("nonsense", "1")), "challenge");
        assertInvalid(ask(alice, "{\"challenge\":17,\"solution\":\"1\"}"), "challenge");
        assertInvalid(ask(alice, "{\"challenge\":\"" + token + "\",\"solution\":17}"), "solution");
        assertInvalid(ask(alice, "{\"challenge\":\"" + token + "\"}"), "solution");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "17", "{", "\u0000"})
    void namesTheBodyWhenItIsNoObject(String body) throws Exception {
        start(Scoring.always(0, clock), Map.of());
        assertInvalid(ask(alice, body), "body");
    }

    @Test
    void isLimitedPerBuyer() throws Exception {
        start(Scoring.always(0, clock), Map.of("buyer", "1/m burst 2"));
        ok(ask(alice, ""));
        ok(ask(alice, ""));
        HttpResponse<String> refused = ask(alice, "");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(new JsonObject(refused.body()).getString("type")).isEqualTo("/problems/rate-limited");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(58L, 60L);
        ok(ask(sessions.open("bob"), ""));
        assertThat(count("rate_limited")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limits", "filter:limits"})
    void isNotLimitedWhileTheLimitsAreSwitchedOffOrOnlyReport(String name) throws Exception {
        start(Scoring.always(0, clock), Map.of("buyer", "1/m burst 1"));
        switches.set(name, "report-only");
        ok(ask(alice, ""));
        ok(ask(alice, ""));
        assertThat(would("rate_limited")).isEqualTo(1);
        switches.set(name, "off");
        ok(ask(alice, ""));
        assertThat(would("rate_limited")).isEqualTo(1);
        switches.set(name, null);
        assertThat(ask(alice, "").statusCode()).isEqualTo(429);
    }

    @Test
    void costsNothingWhileTheBotScoreIsSwitchedOffOrOnlyReports() throws Exception {
        start(Scoring.always(40, clock), Map.of());
        switches.set("filter:bot-score", "report-only");
        assertThat(ok(ask(alice, "")).getString("pass")).isNotNull();
        assertThat(would("challenged")).isEqualTo(1);
        switches.set("filter:bot-score", "off");
        assertThat(ok(ask(alice, "")).getString("pass")).isNotNull();
        assertThat(would("challenged")).isEqualTo(1);
        assertThat(count("challenged")).isZero();
        switches.set("filter:bot-score", "on");
        assertThat(ok(ask(alice, "")).getJsonObject("challenge")).isNotNull();
    }

    @Test
    void askingTooEarlyCostsNothing() throws Exception {
        start(Scoring.always(0, clock), Map.of("buyer", "1/m burst 1"));
        Sale later = TestSale.ofItsOwn()
                .window(clock.instant().plusSeconds(600), clock.instant().plusSeconds(900))
                .build();
        board.hear(later);
        for (int i = 0; i < 5; i++) {
            assertThat(ask(alice, later.saleId(), "").statusCode()).isEqualTo(409);
        }
        ok(ask(alice, ""));
    }

    private void start(BotWatch bots, Map<String, String> limits) {
        board.hear(sale);
        Router router = Router.router(vertx);
        new PassRoute(
                        board,
                        sessions,
                        passes,
                        Addressing.byDefault(),
                        Limiting.limits(clock, limits),
                        bots,
                        Challenging.challenges(clock),
                        new PassCounts(metrics),
                        switches.board(),
                        clock)
                .register(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private HttpResponse<String> ask(Sessions.Session buyer, String body) throws Exception {
        return ask(buyer, sale.saleId(), body);
    }

    private HttpResponse<String> ask(Sessions.Session buyer, String saleId, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + server.actualPort() + "/api/sales/" + saleId + "/pass"))
                        .header("Authorization", "Bearer " + buyer.token())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String solved(JsonObject challenge) {
        String token = challenge.getString("token");
        return body(token, Integer.toString(Solver.solve(token, challenge.getInteger("bits"))));
    }

    private static String body(String token, String solution) {
        return new JsonObject()
                .put("challenge", token)
                .put("solution", solution)
                .encode();
    }

    private double would(String outcome) {
        return metrics.get("flashsale.edge.passes.would")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private double count(String outcome) {
        return metrics.get("flashsale.edge.passes").tag("outcome", outcome).counters().stream()
                .mapToDouble(io.micrometer.core.instrument.Counter::count)
                .sum();
    }

    private static JsonObject ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        return new JsonObject(response.body());
    }

    private static void assertInvalid(HttpResponse<String> response, String field) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        JsonArray errors = new JsonObject(response.body()).getJsonArray("errors");
        assertThat(errors.getJsonObject(0).getString("field")).isEqualTo(field);
    }
}
