package io.flashsale.edge.challenging;

import static io.flashsale.edge.challenging.SpentNonces.Outcome.NO_ROOM;
import static io.flashsale.edge.challenging.SpentNonces.Outcome.SPENT_BEFORE;
import static io.flashsale.edge.challenging.SpentNonces.Outcome.SPENT_NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpentNoncesTest {

    private static final long NOW = 1_768_471_200_000L;
    private static final long LIFETIME = 120_000;

    private final SpentNonces spent = new SpentNonces(LIFETIME, 100);

    @Test
    void aNonceIsSpentOnce() {
        assertThat(spent.spend("n1", NOW)).isEqualTo(SPENT_NOW);
        assertThat(spent.spend("n1", NOW)).isEqualTo(SPENT_BEFORE);
        assertThat(spent.spend("n2", NOW)).isEqualTo(SPENT_NOW);
    }

    @Test
    void nothingIsForgottenToMakeRoom() {
        IntStream.range(0, 100)
                .forEach(i -> assertThat(spent.spend("n" + i, NOW)).isEqualTo(SPENT_NOW));
        assertThat(spent.spend("one more", NOW)).isEqualTo(NO_ROOM);
        assertThat(spent.spend("n0", NOW)).isEqualTo(SPENT_BEFORE);
        assertThat(spent.spend("one more", NOW + 2 * LIFETIME)).isEqualTo(SPENT_NOW);
        assertThat(spent.size()).isEqualTo(1);
    }

    /** Steps: up to half a lifetime passes, and one of a few nonces is spent. */
    @Property
    void noneIsSpentTwiceInALifetime(@ForAll @Size(max = 100) List<@IntRange(max = 359_999) Integer> steps) {
        SpentNonces each = new SpentNonces(LIFETIME, 1_000);
        long[] spentAt = new long[6];
        long now = NOW;
        for (int step : steps) {
            now += step / 6;
            int nonce = step % 6;
            boolean isSpentNow = each.spend("n" + nonce, now) == SPENT_NOW;
            if (isSpentNow) {
                assertThat(now - spentAt[nonce]).isGreaterThanOrEqualTo(LIFETIME);
                spentAt[nonce] = now;
            } else {
                assertThat(now - spentAt[nonce]).isLessThan(3 * LIFETIME);
            }
        }
    }
}
