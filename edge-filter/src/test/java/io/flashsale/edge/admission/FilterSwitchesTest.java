package io.flashsale.edge.admission;

import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.addressing.Addressing;
import io.flashsale.edge.concurrency.TestLimiters;
import io.flashsale.edge.drawing.Lotteries;
import io.flashsale.edge.identity.Identities;
import io.flashsale.edge.identity.Passes;
import io.flashsale.edge.identity.Sessions;
import io.flashsale.edge.limiting.Limiting;
import io.flashsale.edge.rig.MutableClock;
import io.flashsale.edge.rig.RecordedResponse;
import io.flashsale.edge.rig.Requests;
import io.flashsale.edge.scoring.Scoring;
import io.flashsale.edge.selling.Boards;
import io.flashsale.edge.selling.SaleMemory;
import io.flashsale.edge.switching.TestSwitches;
import io.flashsale.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator's switches make of the chain. */
class FilterSwitchesTest {

    private final MutableClock clock = new MutableClock(OPENS_AT.plusSeconds(60));
    private final Sessions sessions = Identities.sessions(clock);
    private final Passes passes = Identities.passes(clock);
    private final TestSwitches switches = new TestSwitches();
    private final FilterChain chain = new FilterChain(
            sessions,
            passes,
            Addressing.byDefault(),
            Limiting.limits(clock, Map.of()),
            Scoring.watch(clock, Map.of()),
            Lotteries.switchedBy(switches),
            TestLimiters.byDefault(),
            () -> Duration.ofSeconds(90),
            switches.board());
    private final Sessions.Session alice = sessions.open("alice");
    private final Map<String, String> headers = Map.of(
            "Authorization",
            "Bearer " + alice.token(),
            "X-Purchase-Pass",
            passes.issue("sale1", alice.userId(), clock.instant().plusSeconds(600))
                    .pass());

    private SaleMemory memory = Boards.remembering(sale().build(), clock);

    @ParameterizedTest
    @ValueSource(strings = {"sold-out", "sold-out:sale1"})
    void soldOutBySwitchIsSoldOutForNowUntilItIsFlippedBack(String name) {
        switches.set(name, "on");
        Drop drop = chain.test(click(headers));
        assertThat(drop.reason()).isEqualTo(DropReason.SWITCHED_OFF);
        RecordedResponse response = new RecordedResponse();
        drop.refusal().send(response.asResponse());
        assertThat(response.status()).isEqualTo(409);
        assertThat(response.json().getString("type")).isEqualTo("/problems/sold-out");
        assertThat(response.json().getBoolean("final")).isFalse();

        switches.set(name, null);
        assertThat(chain.test(click(headers))).isNull();
    }

    @Test
    void soldOutForNowUntilTheSwitchesAreKnownAlsoWhenNoneIsOn() {
        AtomicBoolean read = new AtomicBoolean();
        switches.knownOnce(read::get);
        assertThat(chain.test(click(headers)).reason()).isEqualTo(DropReason.SWITCHES_UNKNOWN);
        memory.accepted(alice.userId(), "sale1-1-1");
        assertThat(chain.test(click(headers))).isNull();
        memory = Boards.remembering(sale().build(), clock);
        read.set(true);
        assertThat(chain.test(click(headers))).isNull();
        read.set(false);
        assertThat(chain.test(click(headers))).as("once known they stay so").isNull();
    }

    @Test
    void anotherSalesSwitchIsNothingToThisOne() {
        switches.set("sold-out:sale2", "on");
        assertThat(chain.test(click(headers))).isNull();
    }

    @Test
    void theSwitchIsTheFirstThatIsAsked() {
        switches.set("sold-out", "on");
        clock.set(OPENS_AT.minusSeconds(1));
        assertThat(chain.test(click(Map.of())).reason()).isEqualTo(DropReason.SWITCHED_OFF);
    }

    @Test
    void aRepeatedClickStillReachesItsOrder() {
        switches.set("sold-out", "on");
        memory.accepted(alice.userId(), "sale1-1-1");
        assertThat(chain.test(click(headers))).isNull();
    }

    @Test
    void aFilterThatIsOffIsNotAsked() {
        AtomicInteger asked = new AtomicInteger();
        FilterChain tiny = chainOf(Place.switched("stock", click -> {
            asked.incrementAndGet();
            return soldOut();
        }));
        switches.set("filter:stock", "off");
        assertThat(tiny.test(click(headers))).isNull();
        assertThat(asked).hasValue(0);
        switches.set("filter:stock", "on");
        assertThat(tiny.test(click(headers)).reason()).isEqualTo(DropReason.SOLD_OUT);
    }

    @Test
    void aFilterThatOnlyReportsIsAskedAndCountedAndTheClickGoesOn() {
        memory = Boards.remembering(sale().soldOut(false).build(), clock);
        switches.set("filter:stock", "report-only");
        assertThat(chain.test(click(headers))).isNull();
        assertThat(chain.test(click(Map.of())).reason())
                .as("the filters after it are asked")
                .isEqualTo(DropReason.UNAUTHENTICATED);
        assertThat(memory.wouldHaveDroppedCount(DropReason.SOLD_OUT)).isEqualTo(2);
        assertThat(memory.droppedCount(DropReason.SOLD_OUT)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"switches", "sale-window", "identity", "pass"})
    void whoeverSwitchesAFixedFilterOffChangesNothing(String name) {
        switches.set("filter:" + name, "off");
        assertThat(chain.test(click(Map.of())).reason()).isEqualTo(DropReason.UNAUTHENTICATED);
        assertThat(chain.test(click(Map.of("Authorization", "Bearer " + alice.token())))
                        .reason())
                .isEqualTo(DropReason.PASS_REQUIRED);
        clock.set(OPENS_AT.minusSeconds(1));
        assertThat(chain.test(click(headers)).reason()).isEqualTo(DropReason.NOT_OPEN);
        switches.set("sold-out", "on");
        assertThat(chain.test(click(headers)).reason()).isEqualTo(DropReason.SWITCHED_OFF);
    }

    @Test
    void anOverrideOfTheLineReachesTheLottery() {
        assertThat(chain.test(click(headers))).as("no override").isNull();
        switches.set("admission", "0");
        assertThat(chain.test(click(headers)).reason()).isEqualTo(DropReason.NOT_DRAWN);
        switches.set("admission:sale1", "1");
        assertThat(chain.test(click(headers))).isNull();
    }

    private FilterChain chainOf(Place place) {
        return new FilterChain(switches.board(), List.of(place));
    }

    private static Drop soldOut() {
        return Drop.of(DropReason.SOLD_OUT, Problem.soldOut(false));
    }

    private BuyClick click(Map<String, String> with) {
        return new BuyClick(Requests.with(with), memory, clock.millis());
    }
}
