package io.flashsale.lottery;

import static io.flashsale.lottery.LineChain.Verdict.ACCEPTED;
import static io.flashsale.lottery.LineChain.Verdict.BROKEN;
import static io.flashsale.lottery.LineChain.Verdict.REJOINED;
import static io.flashsale.lottery.LineChain.Verdict.REPEATED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.lottery.LineChain.Verdict;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class LineChainTest {

    private static final String TIME = "2026-01-15T10:00:00.300Z";

    private final LineChain chain = new LineChain("k3v9x2ma");

    @Test
    void acceptsTheContractsExample() throws IOException {
        JsonNode entry = Examples.read("line-raised");

        assertThat(chain.take(
                        entry.path("sequence").asLong(),
                        entry.path("line").asText(),
                        entry.path("time").asText(),
                        entry.path("previous").asText(),
                        entry.path("hash").asText()))
                .isEqualTo(ACCEPTED);
        assertThat(chain.line()).isEqualTo(0.0125);
        assertThat(chain.sequence()).isEqualTo(1);
        assertThat(chain.hash()).isEqualTo(entry.path("hash").asText());
    }

    @Test
    void theLineIsZeroBeforeTheFirstEntry() {
        assertThat(chain.line()).isZero();
        assertThat(chain.sequence()).isZero();
        assertThat(chain.hash()).isEqualTo(LineHash.NONE);
    }

    @Test
    void ofTwoWithTheSameSequenceTheFirstCounts() {
        take(1, "0.1", LineHash.NONE);
        String first = chain.hash();

        assertThat(take(1, "0.5", LineHash.NONE)).isEqualTo(REPEATED);
        assertThat(chain.line()).isEqualTo(0.1);
        assertThat(take(2, "0.2", first)).isEqualTo(ACCEPTED);
        assertThat(take(1, "0.1", LineHash.NONE)).isEqualTo(REPEATED);
        assertThat(chain.line()).isEqualTo(0.2);
    }

    @Test
    void anEntryThatContinuesTheLosersChainIsABreak() {
        take(1, "0.1", LineHash.NONE);
        String loser = LineHash.of(LineHash.NONE, "k3v9x2ma", 1, "0.5", TIME);

        assertThat(take(2, "0.6", loser)).isEqualTo(REJOINED);
        assertThat(chain.line()).isEqualTo(0.6);
    }

    @Test
    void neverLowersTheLine() {
        take(1, "0.1", LineHash.NONE);

        assertThat(take(2, "0.05", chain.hash())).isEqualTo(BROKEN);
        assertThat(chain.line()).isEqualTo(0.1);
    }

    @Test
    void goesOnAfterEntriesThatWereLost() {
        take(1, "0.1", LineHash.NONE);

        assertThat(take(5, "0.05", "ab".repeat(32))).as("never lower").isEqualTo(BROKEN);
        assertThat(take(5, "0.2", "ab".repeat(32))).isEqualTo(REJOINED);
        assertThat(chain.line()).isEqualTo(0.2);
        assertThat(chain.sequence()).isEqualTo(5);
        assertThat(take(6, "0.3", chain.hash())).isEqualTo(ACCEPTED);
    }

    @Test
    void goesOnWithAChainThatWasBegunAnew() {
        take(1, "0.1", LineHash.NONE);
        take(2, "0.3", chain.hash());
        LineChain anew = new LineChain("k3v9x2ma");
        for (String line : new String[] {"0.2", "0.4", "0.5", "0.6"}) {
            String hash = LineHash.of(anew.hash(), "k3v9x2ma", anew.sequence() + 1, line, TIME);
            chain.take(anew.sequence() + 1, line, TIME, anew.hash(), hash);
            assertThat(anew.take(anew.sequence() + 1, line, TIME, anew.hash(), hash))
                    .isEqualTo(ACCEPTED);
        }

        assertThat(chain.line()).isEqualTo(0.6);
        assertThat(chain.hash()).isEqualTo(anew.hash());
    }

    @Test
    void aChangedEntryIsBroken() {
        String hash = LineHash.of(LineHash.NONE, "k3v9x2ma", 1, "0.1", TIME);

        assertThat(chain.take(1, "0.2", TIME, LineHash.NONE, hash)).isEqualTo(BROKEN);
        assertThat(chain.take(1, "0.1", "2026-01-15T10:00:00.301Z", LineHash.NONE, hash))
                .isEqualTo(BROKEN);
        assertThat(new LineChain("sale2").take(1, "0.1", TIME, LineHash.NONE, hash))
                .isEqualTo(BROKEN);
    }

    @Test
    void aLineBeyondOneIsBroken() {
        assertThat(take(1, "1.1", LineHash.NONE)).isEqualTo(BROKEN);
        assertThat(take(1, "-0.1", LineHash.NONE)).isEqualTo(BROKEN);
        assertThat(take(1, "1", LineHash.NONE)).isEqualTo(ACCEPTED);
    }

    @Test
    void whoComesTooLateForTheFirstEntriesBeginsWithWhatThereIs() {
        String older = "ab".repeat(32);

        assertThat(take(7, "0.3", older)).isEqualTo(ACCEPTED);
        assertThat(take(8, "0.4", chain.hash())).isEqualTo(ACCEPTED);
        assertThat(new LineChain("k3v9x2ma")
                        .take(1, "0.1", TIME, older, LineHash.of(older, "k3v9x2ma", 1, "0.1", TIME)))
                .as("there is nothing before the first")
                .isEqualTo(BROKEN);
    }

    @Property
    void aRoundedLineIsReadAsItWasWritten(@ForAll @DoubleRange(min = 1e-6, max = 1) @Scale(10) double line) {
        double rounded = LineHash.round(line);
        String text = LineHash.text(rounded);

        assertThat(rounded).isLessThanOrEqualTo(line).isGreaterThan(line * 0.99999);
        assertThat(Double.parseDouble(text)).isEqualTo(rounded);
        assertThat(text).matches("1|0\\.\\d{1,12}").doesNotEndWith("0");
    }

    @Test
    void linesHaveOneText() {
        assertThat(LineHash.text(1)).isEqualTo("1");
        assertThat(LineHash.text(0.000001)).isEqualTo("0.000001");
        assertThat(LineHash.text(2e-3)).isEqualTo("0.002");
        assertThat(LineHash.text(LineHash.round(1 / 3.0))).isEqualTo("0.333333");
    }

    private Verdict take(long sequence, String line, String previous) {
        return chain.take(sequence, line, TIME, previous, LineHash.of(previous, "k3v9x2ma", sequence, line, TIME));
    }
}
