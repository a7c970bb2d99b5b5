package io.flashsale.edge.admission;

import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.addressing.Addressing;
import io.flashsale.edge.addressing.SourceClass;
import io.flashsale.edge.concurrency.TestLimiters;
import io.flashsale.edge.drawing.Lotteries;
import io.flashsale.edge.identity.Identities;
import io.flashsale.edge.identity.Passes;
import io.flashsale.edge.identity.Sessions;
import io.flashsale.edge.limiting.Limiting;
import io.flashsale.edge.rig.Browser;
import io.flashsale.edge.rig.MutableClock;
import io.flashsale.edge.rig.RecordedResponse;
import io.flashsale.edge.rig.Requests;
import io.flashsale.edge.scoring.BotWatch;
import io.flashsale.edge.scoring.Scoring;
import io.flashsale.edge.selling.Boards;
import io.flashsale.edge.selling.SaleMemory;
import io.flashsale.edge.switching.TestSwitches;
import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the limits and the bot score make of clicks that have a good session and pass. */
class GuardsTest {

    private static final String HOME = "198.51.100.7";
    private static final Map<String, String> NO_LIMITS = Map.of(
            "buyer", "100000/s burst 100000",
            "address", "100000/s burst 100000");

    private final MutableClock clock = new MutableClock(OPENS_AT.plusSeconds(60));
    private final Sessions sessions = Identities.sessions(clock);
    private final Passes passes = Identities.passes(clock);
    private final SaleMemory memory = Boards.remembering(sale().build(), clock);

    @Test
    void aPersonPassesWithoutACheckAndIsKnownByHowTheyCame() {
        BuyClick click = click("alice", HOME, 0);
        assertThat(chain(Map.of(), Scoring.watch(clock, Map.of())).test(click)).isNull();
        assertThat(click.source()).isEqualTo(SourceClass.DIRECT);
    }

    @Test
    void whoGoesBeyondALimitIsToldWhenToComeAgain() {
        FilterChain chain = chain(Map.of("buyer", "1/m burst 2"), unsuspecting());
        assertThat(chain.test(click("alice", HOME, 0))).isNull();
        assertThat(chain.test(click("alice", HOME, 0))).isNull();
        clock.advance(Duration.ofMillis(20_001));
        RecordedResponse answer =
                assertDrop(chain, click("alice", HOME, 0), DropReason.BUYER_LIMIT, 429, "rate-limited");
        assertThat(answer.header("Retry-After")).isEqualTo("40");
        assertThat(chain.test(click("bob", HOME, 0))).isNull();
    }

    @Test
    void everyLimitHasItsReason() {
        assertLimited(Map.of("address", "1/m burst 1"), DropReason.ADDRESS_LIMIT);
        assertLimited(Map.of("source-classes.direct", "1/m burst 1"), DropReason.CLASS_LIMIT);
        assertLimited(Map.of("sale", "1/m burst 1"), DropReason.SALE_LIMIT);
    }

    @Test
    void aRepeatedClickOfWhoHasAnOrderCountsLikeAnyOther() {
        FilterChain chain = chain(Map.of("buyer", "1/m burst 2"), unsuspecting());
        memory.accepted(sessions.open("alice").userId(), "sale1-1-1");
        chain.test(click("alice", HOME, 0));
        chain.test(click("alice", HOME, 0));
        assertDrop(chain, click("alice", HOME, 0), DropReason.BUYER_LIMIT, 429, "rate-limited");
    }

    @Test
    void whoLooksLikeABotNeedsAPassThatWorkWasDoneFor() {
        FilterChain chain = chain(Map.of(), Scoring.always(60, clock));
        assertDrop(chain, click("alice", HOME, 0), DropReason.CHALLENGED, 403, "pass-invalid");
        assertDrop(chain, click("alice", HOME, 17), DropReason.CHALLENGED, 403, "pass-invalid");
        assertThat(chain.test(click("alice", HOME, 18))).isNull();
    }

    @Test
    void aRefusedClicksWorkIsAskedForAtTheNextPass() {
        BotWatch bots = Scoring.by(features -> Double.isInfinite(features.passToClickMillis()) ? 0 : 60, clock);
        chain(Map.of(), bots).test(click("alice", HOME, 0));
        String alice = sessions.open("alice").userId();
        BuyClick click = click("alice", HOME, 0);
        assertThat(bots.bitsForPass(
                        alice,
                        Addressing.byDefault().of(click.request()),
                        click.request().headers(),
                        clock.millis()))
                .isEqualTo(18);
    }

    @Test
    void aClickThatIsOnlyReportedOwesNoWork() {
        BotWatch bots = Scoring.by(features -> Double.isInfinite(features.passToClickMillis()) ? 0 : 60, clock);
        TestSwitches switches = new TestSwitches().set("filter:bot-score", "report-only");
        BuyClick click = click("alice", HOME, 0);
        assertThat(chain(Map.of(), bots, switches).test(click)).isNull();
        assertThat(memory.wouldHaveDroppedCount(DropReason.CHALLENGED)).isEqualTo(1);
        assertThat(bots.bitsForPass(
                        click.buyerId(), click.origin(), click.request().headers(), clock.millis()))
                .isZero();
    }

    @Test
    void whoSurelyIsABotIsToldSoldOutForNowWhateverWorkWasDone() {
        FilterChain chain = chain(Map.of(), Scoring.always(80, clock));
        RecordedResponse answer = assertDrop(chain, click("alice", HOME, 32), DropReason.BOT, 409, "sold-out");
        assertThat(answer.json().getBoolean("final")).isFalse();
    }

    @Test
    void whoHasAnOrderIsToldOfItHoweverTheyClick() {
        memory.accepted(sessions.open("alice").userId(), "sale1-1-1");
        assertThat(chain(Map.of(), Scoring.always(1_000, clock)).test(click("alice", HOME, 0)))
                .isNull();
    }

    @Test
    void fiftyClicksASecondAreChallengedForThatAlone() {
        FilterChain chain = chain(NO_LIMITS, Scoring.watch(clock, Map.of()));
        assertThat(lastOfFiftyASecond(chain, "alice", 0)).isEqualTo(DropReason.CHALLENGED);
        assertThat(lastOfFiftyASecond(chain, "bob", 17)).isEqualTo(DropReason.CHALLENGED);
        assertThat(lastOfFiftyASecond(chain, "carol", 18)).isNull();
    }

    @Test
    void clicksThatALimitTurnsAwayAreSeenByTheScoreToo() {
        FilterChain chain = chain(Map.of("buyer", "1/s burst 1"), Scoring.watch(clock, Map.of()));
        for (int i = 0; i < 49; i++) {
            chain.test(click("alice", HOME, 0));
            clock.advance(Duration.ofMillis(20));
        }
        clock.advance(Duration.ofMillis(20));
        assertDrop(chain, click("alice", HOME, 0), DropReason.CHALLENGED, 403, "pass-invalid");
    }

    @Test
    void whoHammersForAPassIsNoticedBeforeTheFirstClickButNotOnAMachineWithoutLimits() {
        BotWatch bots = Scoring.watch(clock, Map.of());
        FilterChain chain = chain(NO_LIMITS, bots);
        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofMillis(20));
            ask(bots, "alice", HOME);
            ask(bots, "bob", "127.0.0.1");
        }
        assertDrop(chain, click("alice", HOME, 0), DropReason.CHALLENGED, 403, "pass-invalid");
        assertThat(chain.test(click("bob", "127.0.0.1", 0))).isNull();
    }

    @Test
    void hasteIsNotCountedOnAMachineWithoutLimits() {
        BotWatch bots = Scoring.watch(clock, Map.of("weights.reaction", "70", "reaction", "3s"));
        FilterChain chain = chain(NO_LIMITS, bots);
        assertDrop(chain, click("alice", HOME, 0), DropReason.CHALLENGED, 403, "pass-invalid");
        assertThat(chain.test(click("bob", "127.0.0.1", 0))).isNull();
    }

    private void ask(BotWatch bots, String buyer, String address) {
        BuyClick click = click(buyer, address, 0);
        bots.askedForPass(sessions.open(buyer).userId(), Addressing.byDefault().of(click.request()), clock.millis());
    }

    @Test
    void accountsThatShareAnAddressAddToTheScoreButNotOnAMachineWithoutLimits() {
        Map<String, String> suspicious = Map.of("weights.accounts", "50");
        FilterChain chain = chain(NO_LIMITS, Scoring.watch(clock, suspicious));
        for (int i = 0; i < 100; i++) {
            chain.test(click("account" + i, HOME, 0));
            chain.test(click("account" + i, "127.0.0.1", 0));
        }
        assertDrop(chain, click("alice", HOME, 0), DropReason.CHALLENGED, 403, "pass-invalid");
        assertThat(chain.test(click("alice", "127.0.0.1", 0))).isNull();
    }

    @Test
    void whenItIsSwitchedOffNobodyIsScored() {
        FilterChain chain = chain(NO_LIMITS, Scoring.watch(clock, Map.of("enabled", "false")));
        assertThat(lastOfFiftyASecond(chain, "alice", 0)).isNull();
    }

    private DropReason lastOfFiftyASecond(FilterChain chain, String buyer, int provedBits) {
        Drop last = null;
        for (int i = 0; i < 150; i++) {
            clock.advance(Duration.ofMillis(20));
            last = chain.test(click(buyer, HOME, provedBits));
        }
        return last == null ? null : last.reason();
    }

    private void assertLimited(Map<String, String> limits, DropReason reason) {
        FilterChain chain = chain(limits, unsuspecting());
        assertThat(chain.test(click("alice", HOME, 0))).isNull();
        assertDrop(chain, click("bob", HOME, 0), reason, 429, "rate-limited");
    }

    private BotWatch unsuspecting() {
        return Scoring.always(0, clock);
    }

    private FilterChain chain(Map<String, String> limits, BotWatch bots) {
        return chain(limits, bots, new TestSwitches());
    }

    private FilterChain chain(Map<String, String> limits, BotWatch bots, TestSwitches switches) {
        return new FilterChain(
                sessions,
                passes,
                Addressing.byDefault(),
                Limiting.limits(clock, limits),
                bots,
                Lotteries.alone(),
                TestLimiters.byDefault(),
                () -> Duration.ofHours(1),
                switches.board());
    }

    /** A second after the buyer got the pass. */
    private BuyClick click(String buyer, String address, int provedBits) {
        Sessions.Session session = sessions.open(buyer);
        Passes issuedBefore = Identities.passes(Clock.offset(clock, Duration.ofSeconds(-1)));
        MultiMap headers = Browser.headers()
                .add("Authorization", "Bearer " + session.token())
                .add(
                        "X-Purchase-Pass",
                        issuedBefore
                                .issue(
                                        "sale1",
                                        session.userId(),
                                        clock.instant().plusSeconds(600),
                                        provedBits)
                                .pass());
        return new BuyClick(Requests.from(address, headers), memory, clock.millis());
    }

    private static RecordedResponse assertDrop(
            FilterChain chain, BuyClick click, DropReason reason, int status, String type) {
        Drop drop = chain.test(click);
        assertThat(drop).isNotNull();
        assertThat(drop.reason()).isEqualTo(reason);
        RecordedResponse response = new RecordedResponse();
        drop.refusal().send(response.asResponse());
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.json().getString("type")).isEqualTo("/problems/" + type);
        return response;
    }
}
