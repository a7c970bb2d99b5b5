package io.flashsale.chaos.buying;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.chaos.buying.FakeEdge.Flaw;
import io.flashsale.chaos.checking.Allowances;
import io.flashsale.chaos.checking.HistoryChecker;
import io.flashsale.chaos.checking.Verdict;
import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.CallKind;
import io.flashsale.chaos.history.FinalReads;
import io.flashsale.chaos.history.History;
import io.flashsale.chaos.history.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A crowd and its judge before a system in memory: one that keeps its promises, and some that do not. */
class CrowdTest {

    private static final int STOCK = 20;
    private static final int HOLD_SECONDS = 2;

    private final List<Call> calls = new ArrayList<>();

    private Verdict judge(Flaw flaw, History history, int orders) throws IOException {
        CrowdSettings settings = CrowdSettings.usual(7)
                .withCrowd(40, STOCK)
                .withHoldSeconds(HOLD_SECONDS)
                .withClicksPerSecond(100)
                .withPlans(flaw == Flaw.KEEPS_LATE_MONEY ? List.of(Plan.PAY_TOO_LATE) : Plan.USUAL_MIX);
        try (FakeEdge edge = new FakeEdge(STOCK, HOLD_SECONDS, flaw);
                Crowd crowd = Crowd.start(edge.target(), FakeEdge.SALE, settings, history)) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> crowd.accepted() >= orders);
            FinalReads reads = crowd.calm(Duration.ofSeconds(10));
            calls.addAll(history.calls());
            return HistoryChecker.check(calls, reads, STOCK, Allowances.none());
        }
    }

    private Verdict judge(Flaw flaw) throws IOException {
        try (History history = History.inMemory()) {
            return judge(flaw, history, 2 * STOCK);
        }
    }

    @Test
    void finishesASaleWithoutFaultsAndWithoutViolations() throws IOException {
        Verdict verdict = judge(Flaw.NONE);

        assertThat(verdict.violations()).isEmpty();
        for (CallKind kind : CallKind.values()) {
            if (kind != CallKind.RESOLVING_BUY) {
                assertThat(calls).as("%s", kind).anyMatch(call -> call.kind() == kind && call.isOk());
            }
        }
        assertThat(calls)
                .as("repeated clicks")
                .hasSizeGreaterThan(STOCK)
                .anyMatch(call -> call.kind() == CallKind.BUY && "sold-out".equals(call.problem()));
    }

    @Test
    void resolvesEveryUnknownBuy() throws IOException {
        Predicate<Call> isUnknownBuy = call -> call.kind() == CallKind.BUY && call.outcome() == Outcome.UNKNOWN;

        Verdict verdict = judge(Flaw.LOSES_ANSWERS);

        assertThat(verdict.violations()).isEmpty();
        assertThat(calls).anyMatch(isUnknownBuy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    OVERSELLS           | never more live units than stock
                    GIVES_SECOND_ORDERS | one live order per buyer
                    FORGETS_ORDERS      | is missing
                    KEEPS_LATE_MONEY    | money and units match
                    SHOWS_STACK_TRACES  | answers follow the contract
                    """)
    void catchesASystemThatBreaksItsWord(Flaw flaw, String violation) throws IOException {
        assertThat(judge(flaw).violations()).anyMatch(line -> line.contains(violation));
    }

    @Test
    void writesEveryCallToTheFile(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("history.jsonl");
        try (History history = History.writingTo(file)) {
            judge(Flaw.NONE, history, 5);
        }

        assertThat(Files.readAllLines(file))
                .hasSameSizeAs(calls)
                .allMatch(line -> line.startsWith("{\"at\":\"") && line.contains("\"call\":{\"buyer\":"));
    }

    @Test
    void drawsItsPlansFromTheUsualMix() {
        assertThat(Plan.USUAL_MIX).hasSize(20).contains(Plan.values());
        assertThat(Map.of(
                        "kept", Plan.USUAL_MIX.stream().filter(Plan::keepsUnits).count()))
                .containsEntry("kept", 7L);
    }
}
