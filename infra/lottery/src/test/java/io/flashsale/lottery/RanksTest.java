package io.flashsale.lottery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class RanksTest {

    private static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    @Test
    void theContractsBuyerHasTheContractsRankAndIsSampled() throws IOException {
        JsonNode sampled = Examples.read("decisions-sampled");
        JsonNode decision = sampled.path("decisions").get(0);
        String key = Examples.read("sale-changed").path("rankKey").asText();

        Ranks ranks = Ranks.of(sampled.path("saleId").asText(), key);

        long draw = ranks.draw(decision.path("buyerId").asText());
        assertThat(Ranks.rank(draw)).isEqualTo(decision.path("rank").asDouble());
        assertThat(Ranks.isSampled(draw)).isTrue();
    }

    @Test
    void theCommitmentIsTheKeysHash() throws IOException {
        JsonNode sale = Examples.read("sale-changed");

        assertThat(Ranks.commitment(sale.path("rankKey").asText()))
                .isEqualTo(sale.path("rankCommitment").asText());
    }

    @Property
    void aRankIsAtLeastZeroAndBelowOneAndAlwaysTheSame(
            @ForAll @Size(32) byte[] key, @ForAll @StringLength(min = 1, max = 64) String buyerId) {
        String hex = HexFormat.of().formatHex(key);
        long draw = Ranks.of("sale1", hex).draw(buyerId);

        assertThat(Ranks.rank(draw)).isGreaterThanOrEqualTo(0).isLessThan(1);
        assertThat(Ranks.of("sale1", hex).draw(buyerId)).isEqualTo(draw);
    }

    @Test
    void theLargestDrawIsStillBelowOne() {
        assertThat(Ranks.rank(-1L)).isEqualTo(1 - 0x1p-53);
        assertThat(Ranks.rank(0)).isZero();
    }

    @Test
    void isAnotherRankInAnotherSaleAndUnderAnotherKey() {
        long draw = Ranks.of("sale1", KEY).draw("alice");

        assertThat(Ranks.of("sale2", KEY).draw("alice")).isNotEqualTo(draw);
        assertThat(Ranks.of("sale1", KEY.replace('0', 'f')).draw("alice")).isNotEqualTo(draw);
    }

    @Test
    void isTheSameOnEveryThread() {
        Ranks ranks = Ranks.of("sale1", KEY);
        long draw = ranks.draw("alice");

        assertThat(CompletableFuture.supplyAsync(() -> ranks.draw("alice")).join())
                .isEqualTo(draw);
    }

    @Test
    void ranksAreSpreadEvenlyAndOneBuyerInSixteenIsSampledWhateverTheRank() {
        Ranks ranks = Ranks.of("sale1", KEY);
        int lower = 0;
        int sampledBelow = 0;
        int sampledAbove = 0;
        int buyers = 64_000;
        for (int i = 0; i < buyers; i++) {
            long draw = ranks.draw("u" + i);
            boolean below = Ranks.rank(draw) < 0.25;
            lower += below ? 1 : 0;
            sampledBelow += below && Ranks.isSampled(draw) ? 1 : 0;
            sampledAbove += !below && Ranks.isSampled(draw) ? 1 : 0;
        }
        assertThat(lower).isBetween(15_500, 16_500);
        assertThat(sampledBelow).isBetween(875, 1_125);
        assertThat(sampledAbove).isBetween(2_780, 3_220);
    }

    @Test
    void aKeyOfAnotherLengthIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ranks.of("sale1", "00ff"));
        assertThatIllegalArgumentException().isThrownBy(() -> Ranks.of("sale1", "no hex"));
    }
}
