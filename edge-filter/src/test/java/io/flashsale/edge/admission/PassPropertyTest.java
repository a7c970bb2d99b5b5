package io.flashsale.edge.admission;

import static io.flashsale.edge.rig.TestSale.CLOSES_AT;
import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.identity.Identities;
import io.flashsale.edge.identity.Passes;
import io.flashsale.edge.rig.MutableClock;
import io.flashsale.edge.rig.Requests;
import io.flashsale.edge.selling.Boards;
import io.flashsale.edge.selling.SaleMemory;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

/** No pass is any good but the one that was made for this buyer and sale and has not run out. */
class PassPropertyTest {

    private final MutableClock clock = new MutableClock(OPENS_AT);
    private final Passes passes = Identities.passes(clock);
    private final PassFilter filter = new PassFilter(passes);
    private final SaleMemory memory = Boards.remembering(sale().build(), clock);
    private final Passes.Pass pass = passes.issue("sale1", "alice", CLOSES_AT, 3);

    @Property
    void oneCharacterChangedAnywhereMakesItInvalid(
            @ForAll @IntRange(max = 200) int place,
            @ForAll @AlphaChars @NumericChars @StringLength(1) String character) {
        String text = pass.pass();
        int at = place % text.length();
        String changed = text.substring(0, at) + character + text.substring(at + 1);
        assertThat(reasonFor(changed, "alice")).isEqualTo(changed.equals(text) ? null : DropReason.PASS_INVALID);
    }

    @Property
    void cutOrContinuedItIsInvalid(
            @ForAll @IntRange(max = 200) int kept, @ForAll @StringLength(min = 1, max = 50) String more) {
        String text = pass.pass();
        assertThat(reasonFor(text.substring(0, 1 + kept % (text.length() - 1)), "alice"))
                .isEqualTo(DropReason.PASS_INVALID);
        assertThat(reasonFor(text + more, "alice")).isEqualTo(DropReason.PASS_INVALID);
        assertThat(reasonFor(more + text, "alice")).isEqualTo(DropReason.PASS_INVALID);
    }

    @Property
    void ofAnotherBuyerOrSaleItIsInvalid(
            @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 20) String buyer,
            @ForAll @AlphaChars @StringLength(min = 4, max = 20) String saleId) {
        if (!buyer.equals("alice")) {
            assertThat(reasonFor(pass.pass(), buyer)).isEqualTo(DropReason.PASS_INVALID);
            String theirs = passes.issue("sale1", buyer, CLOSES_AT).pass();
            assertThat(reasonFor(theirs, "alice")).isEqualTo(DropReason.PASS_INVALID);
            assertThat(reasonFor(theirs.replace(buyer, "alice"), "alice")).isEqualTo(DropReason.PASS_INVALID);
        }
        assertThat(reasonFor(passes.issue(saleId, "alice", CLOSES_AT).pass(), "alice"))
                .isEqualTo(DropReason.PASS_INVALID);
    }

    @Property
    void itIsGoodUntilItRunsOutAndNeverAfter(@ForAll @IntRange(max = 1_200_000) int afterMillis) {
        clock.set(OPENS_AT.plus(Duration.ofMillis(afterMillis)));
        boolean hasRunOut = !clock.instant().isBefore(pass.expiresAt());
        assertThat(reasonFor(pass.pass(), "alice")).isEqualTo(hasRunOut ? DropReason.PASS_INVALID : null);
    }

    private DropReason reasonFor(String text, String buyer) {
        BuyClick click = new BuyClick(Requests.with(Map.of("X-Purchase-Pass", text)), memory, clock.millis());
        click.identifiedAs(buyer, false);
        Drop drop = filter.test(click);
        return drop == null ? null : drop.reason();
    }
}
