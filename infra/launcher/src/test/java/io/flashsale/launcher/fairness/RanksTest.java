package io.flashsale.launcher.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.launcher.fairness.Evidence.LineEntry;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** By the examples of {@code contracts}. */
class RanksTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void theContractsBuyerHasTheContractsRankAndIsSampled() throws Exception {
        JsonNode sale = example("sale-changed");
        JsonNode decision = example("decisions-sampled").path("decisions").get(0);
        Ranks ranks =
                new Ranks(sale.path("rankKey").asText(), sale.path("saleId").asText());
        String buyerId = decision.path("buyerId").asText();
        assertThat(ranks.rankOf(buyerId)).isEqualTo(decision.path("rank").asDouble());
        assertThat(ranks.isSampled(buyerId)).isTrue();
    }

    @Test
    void theContractsKeyMatchesItsCommitment() throws Exception {
        JsonNode sale = example("sale-changed");
        assertThat(Digests.of(HexFormat.of().parseHex(sale.path("rankKey").asText())))
                .isEqualTo(sale.path("rankCommitment").asText());
    }

    @Test
    void theContractsLineHasItsHash() throws Exception {
        JsonNode line = example("line-raised");
        assertThat(LineRule.hashOf(new LineEntry(
                        line.path("saleId").asText(),
                        line.path("sequence").asInt(),
                        line.path("line").asText(),
                        line.path("time").asText(),
                        line.path("previous").asText(),
                        "")))
                .isEqualTo(line.path("hash").asText());
    }

    @Test
    void ranksAreSpreadEvenlyAndOneBuyerIn16IsSampled() {
        Ranks ranks = new Ranks("ab".repeat(32), "k3v9x2ma");
        double[] all = IntStream.range(0, 20_000)
                .mapToDouble(i -> ranks.rankOf("u" + i))
                .toArray();
        assertThat(Arrays.stream(all).boxed()).allMatch(rank -> rank >= 0 && rank < 1);
        assertThat(IntStream.range(0, all.length).filter(i -> all[i] <= 0.05).count())
                .isBetween(850L, 1_150L);
        assertThat(IntStream.range(0, all.length)
                        .filter(i -> ranks.isSampled("u" + i))
                        .count())
                .isBetween(1_100L, 1_400L);
    }

    private JsonNode example(String name) throws Exception {
        return json.readTree(Path.of("../../contracts/src/main/resources/examples", name + ".json")
                .toFile());
    }
}
