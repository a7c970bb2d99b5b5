package io.flashsale.edge.contending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ContendersTest {

    private static final String ALICE = "alice";

    private final Contenders contenders = new Contenders();

    @Test
    void whoHasAnOrderContendsUntilItIsClosed() {
        assertThat(contenders.contains(ALICE)).isFalse();
        contenders.ordered(ALICE, "sale1-1-1");
        contenders.ordered(ALICE, "sale1-1-1");
        assertThat(contenders.contains(ALICE)).isTrue();
        assertThat(contenders.contains("bob")).isFalse();
        contenders.closed(ALICE, "sale1-1-1");
        contenders.closed(ALICE, "sale1-1-1");
        assertThat(contenders.contains(ALICE)).isFalse();
    }

    @Test
    void theEndOfAnOlderOrderDoesNotDropTheNewerOne() {
        contenders.ordered(ALICE, "sale1-1-2");
        contenders.closed(ALICE, "sale1-1-1");
        assertThat(contenders.contains(ALICE)).isTrue();
    }

    @Test
    void theLateNewsOfAnOlderOrdersLifeDoesNotDropTheNewerOne() {
        contenders.ordered(ALICE, "sale1-1-2");
        contenders.ordered(ALICE, "sale1-1-1");
        contenders.closed(ALICE, "sale1-1-1");
        assertThat(contenders.contains(ALICE)).isTrue();
    }

    @Test
    void aClickUnderWayIsNotMistakenForAnOrder() {
        contenders.clicked(ALICE);
        contenders.closed(ALICE, "sale1-1-1");
        assertThat(contenders.contains(ALICE)).isTrue();
        contenders.turnedAway(ALICE);
        assertThat(contenders.contains(ALICE)).isFalse();
    }

    @Test
    void aClickThatFailsLeavesTheOthersUnderWay() {
        contenders.clicked(ALICE);
        contenders.clicked(ALICE);
        contenders.turnedAway(ALICE);
        assertThat(contenders.contains(ALICE)).isTrue();
        contenders.turnedAway(ALICE);
        assertThat(contenders.contains(ALICE)).isFalse();
    }

    @Test
    void anOrderHeardOfDuringAClickOutlastsItsRefusalAndEndsWithItself() {
        contenders.clicked(ALICE);
        contenders.ordered(ALICE, "sale1-1-1");
        contenders.turnedAway(ALICE);
        assertThat(contenders.contains(ALICE)).isTrue();
        contenders.closed(ALICE, "sale1-1-1");
        assertThat(contenders.contains(ALICE)).isFalse();
    }

    @Test
    void afterTheEndNobodyContends() {
        contenders.ordered(ALICE, "sale1-1-1");
        contenders.end();
        contenders.clicked("bob");
        contenders.ordered("carol", "sale1-1-2");
        assertThat(contenders.contains(ALICE)).isFalse();
        assertThat(contenders.contains("bob")).isFalse();
        assertThat(contenders.contains("carol")).isFalse();
    }

    /** Order 9 stays open; whatever is told of orders 1 to 3 and of clicks, in whatever order and however often. */
    @Property
    void whoHasAnOpenOrderContendsWhateverElseIsTold(
            @ForAll @Size(max = 8) List<@IntRange(min = -3, max = 3) Integer> before,
            @ForAll @Size(max = 8) List<@IntRange(min = -3, max = 3) Integer> after) {
        Contenders any = new Contenders();
        before.forEach(told -> tell(any, told));
        any.ordered(ALICE, "sale1-1-9");
        after.forEach(told -> tell(any, told));
        assertThat(any.contains(ALICE)).isTrue();
    }

    private static void tell(Contenders contenders, int told) {
        if (told > 0) {
            contenders.ordered(ALICE, "sale1-1-" + told);
        } else if (told < 0) {
            contenders.closed(ALICE, "sale1-1-" + -told);
        } else {
            contenders.clicked(ALICE);
            contenders.turnedAway(ALICE);
        }
    }
}
