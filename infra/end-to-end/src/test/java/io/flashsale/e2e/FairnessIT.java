package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flashsale.e2e.LocalLauncher.Ended;
import io.flashsale.lottery.Ranks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The command that judges whether a sale was fair, on sales of a real system and on evidence that was tampered with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FairnessIT {

    private static final int BUYERS = 1_500;
    private static final int STOCK = 50;
    private static final Duration OPEN = Duration.ofSeconds(25);

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private Path state;
    private Api api;
    private Crowd crowd;

    @BeforeAll
    void gather() throws IOException {
        SystemUnderTest system = SystemUnderTest.shared();
        state = LocalLauncher.newState();
        // What the command needs to know of a system, whoever started it.
        Files.write(
                state.resolve("run.env"),
                List.of(
                        "KAFKA_BOOTSTRAP=" + system.demand("KAFKA_BOOTSTRAP"),
                        "EDGE_URL=" + system.url(),
                        "ADMIN_TOKEN=" + system.adminToken()));
        api = new Api(system);
        crowd = Crowd.signIn(api, BUYERS, "fair-" + run);
    }

    @AfterAll
    void stop() {
        if (api != null) {
            api.close();
        }
    }

    @Test
    void aLotterySellsOutIsFairAndWhatIsChangedAfterwardsIsFound() throws IOException {
        Lottery lottery = Lottery.announce(api, crowd, "lottery", STOCK, OPEN);
        lottery.everybodyClicksUntilTheEnd();
        JsonNode shown = lottery.shownAfterTheClosing();
        assertThat(api.ledger(lottery.saleId()).path("available").asInt())
                .as("units left")
                .isZero();
        assertThat(buyersUnder(shown)).as("buyers under the last line").isBetween(STOCK, 3 * STOCK - 1);

        Path evidence = state.resolve("lottery.json");
        Ended verdict = LocalLauncher.run(state, "fairness", lottery.saleId(), "--save", evidence.toString());
        System.out.println(verdict.output());
        assertThat(verdict.exitCode()).as(verdict.output()).isZero();
        assertThat(verdict.output()).contains("FAIR: ", STOCK + " orders");
        assertThat(Api.JSON.readTree(evidence.toFile()).path("decisions").size())
                .as("sampled decisions")
                .isGreaterThan(BUYERS / 32);

        assertThat(judged(evidence, whole -> {})).isEqualTo(verdict);
        assertFound(evidence, "WRONG decision: ", whole -> flip(entry(whole, "decisions"), "admitted"));
        assertFound(evidence, "and the key says", whole -> raise(entry(whole, "decisions"), "rank"));
        assertFound(evidence, "the key does not match", whole -> reverse((ObjectNode) whole.path("sale"), "key"));
        assertFound(evidence, "entry 1 does not have the hash", whole -> entry(whole, "lines")
                .put("line", "0.5"));
        assertFound(evidence, "entry 2 does not continue", whole -> reverse(entry(whole, "lines"), "hash"));
    }

    @Test
    void aConstantLineIsFairToo() {
        Lottery fixed = Lottery.announce(api, crowd, "fixed:0.3", BUYERS, Duration.ofSeconds(10));
        fixed.everybodyClicksUntilTheEnd();
        JsonNode shown = fixed.shownAfterTheClosing();
        assertThat(api.ledger(fixed.saleId()).path("pendingPayment").asInt())
                .as("units sold to all under the line and nobody else")
                .isEqualTo(buyersUnder(shown));
        Ended verdict = LocalLauncher.run(state, "fairness", fixed.saleId());
        assertThat(verdict.exitCode()).as(verdict.output()).isZero();
    }

    @Test
    void aLineThatAnOperatorSetIsTold() {
        Lottery switched = Lottery.announce(api, crowd, "fixed:0", STOCK, Duration.ofSeconds(10));
        Answer flipped = api.call(
                "PUT",
                "/admin/switches/admission:" + switched.saleId(),
                api.admin(),
                "{\"value\":\"0.1\",\"reason\":\"FairnessIT\"}");
        assertThat(flipped.status()).as("%s", flipped).isEqualTo(200);
        switched.everybodyClicksUntilTheEnd();
        switched.shownAfterTheClosing();
        Ended verdict = LocalLauncher.run(state, "fairness", switched.saleId());
        assertThat(verdict.exitCode()).as(verdict.output()).isZero();
        assertThat(verdict.output())
                .contains("the line was 0.1 from ", "by operator (admission:" + switched.saleId() + ": FairnessIT)");
    }

    private int buyersUnder(JsonNode shown) {
        Ranks ranks = Ranks.of(shown.path("saleId").asText(), shown.path("key").asText());
        double line = shown.path("line").asDouble();
        return (int) crowd.buyers().stream()
                .filter(buyer -> Ranks.rank(ranks.draw(buyer.userId())) <= line)
                .count();
    }

    private void assertFound(Path evidence, String finding, Consumer<JsonNode> tamper) throws IOException {
        Ended verdict = judged(evidence, tamper);
        assertThat(verdict.exitCode()).as(verdict.output()).isEqualTo(1);
        assertThat(verdict.output()).contains("NOT FAIR", finding);
    }

    private Ended judged(Path evidence, Consumer<JsonNode> tamper) throws IOException {
        JsonNode whole = Api.JSON.readTree(evidence.toFile());
        tamper.accept(whole);
        Path copy = state.resolve("copy.json");
        Api.JSON.writeValue(copy.toFile(), whole);
        return LocalLauncher.run(state, "fairness", "--from", copy.toString());
    }

    private static ObjectNode entry(JsonNode evidence, String part) {
        return (ObjectNode) evidence.path(part).get(0);
    }

    private static void flip(ObjectNode entry, String field) {
        entry.put(field, !entry.path(field).asBoolean());
    }

    private static void raise(ObjectNode entry, String field) {
        entry.put(field, Math.nextUp(entry.path(field).asDouble()));
    }

    private static void reverse(ObjectNode entry, String field) {
        entry.put(field, new StringBuilder(entry.path(field).asText()).reverse().toString());
    }
}
