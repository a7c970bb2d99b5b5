package io.flashsale.edge.drawing;

import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static io.flashsale.edge.rig.TestSale.RANK_KEY;
import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flashsale.edge.Sale;
import io.flashsale.edge.contending.ContenderBook;
import io.flashsale.edge.rig.MutableClock;
import io.flashsale.edge.selling.Boards;
import io.flashsale.edge.switching.TestSwitches;
import io.flashsale.lottery.Ranks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LotteryTest {

    private static final long NOW = OPENS_AT.toEpochMilli();
    private static final Ranks RANKS = Ranks.of("sale1", RANK_KEY);

    /** A thousand buyers, the first in rank first. */
    private static final List<String> BUYERS = IntStream.range(0, 1_000)
            .mapToObj(i -> "u" + i)
            .sorted(Comparator.comparingDouble(LotteryTest::rank))
            .toList();

    private final Lines lines = new Lines(saleId -> true);
    private final TestSwitches switches = new TestSwitches();
    private final LineFeed feed =
            new LineFeed(lines, Map.of(), JsonMapper.builder().build(), Clock.systemUTC(), new SimpleMeterRegistry());
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Decisions decisions = new Decisions(Lotteries.config(1_000), metrics);
    private final Lottery lottery = new Lottery(lines, decisions, switches.board(), Lotteries.config(1_000));
    private final Entries entries = new Entries("sale1");

    private static double rank(String buyerId) {
        return Ranks.rank(RANKS.draw(buyerId));
    }

    private static Sale saleOf(String mode) {
        return sale().mode(mode).build();
    }

    private void raise(String line) {
        feed.hear(entries.next(line).getBytes(StandardCharsets.UTF_8));
    }

    private boolean admits(String mode, String buyerId) {
        return lottery.admits(saleOf(mode), buyerId, NOW, "direct");
    }

    private long admitted(String mode) {
        return BUYERS.stream().filter(buyer -> admits(mode, buyer)).count();
    }

    @Test
    void anOpenSaleNeedsNoNewsToAdmitEverybody() {
        assertThat(admitted("open")).isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource({"fixed:0.25, 200, 300", "fixed:1, 1000, 1000", "fixed:1.0, 1000, 1000", "fixed:0, 0, 0"})
    void aFixedLineNeedsNoNewsEither(String mode, long least, long most) {
        assertThat(admitted(mode)).isBetween(least, most);
    }

    @Test
    void aLotteryAdmitsNobodyBeforeItsLineWasHeard() {
        assertThat(admitted("lottery")).isZero();
    }

    @Test
    void aModeOfTomorrowIsTakenForALottery() {
        assertThat(admitted("a mode of tomorrow")).isZero();
        raise("1");
        assertThat(admitted("a mode of tomorrow")).isEqualTo(1_000);
    }

    @Test
    void admitsThoseAtOrUnderTheLine() {
        String last = BUYERS.get(99);
        raise(new java.math.BigDecimal(Double.toString(rank(last))).toPlainString());

        assertThat(admits("lottery", last)).isTrue();
        assertThat(admits("lottery", BUYERS.get(100))).isFalse();
        assertThat(admitted("lottery")).isEqualTo(100);
    }

    @Test
    void clickingAgainChangesNothingUntilTheLineRises() {
        raise("0.1");
        String buyer = BUYERS.get(500);
        for (int click = 0; click < 1_000; click++) {
            assertThat(admits("lottery", buyer)).isFalse();
        }
        raise("0.9");
        assertThat(admits("lottery", buyer)).isTrue();
    }

    @Test
    void twoEdgesDecideAlike() {
        raise("0.3");
        Lottery other = Lotteries.hearing(lines);
        assertThat(BUYERS)
                .allMatch(buyer -> admits("lottery", buyer) == other.admits(saleOf("lottery"), buyer, NOW, "direct"));
    }

    @Test
    void notesEveryBuyerOnceForTheDemandAndNobodyOfAnOpenSale() {
        admitted("open");
        lottery.eachDemand((saleId, demand) -> assertThat(demand).isNull());
        admitted("lottery");
        admitted("lottery");

        List<Double> told = new ArrayList<>();
        lottery.eachDemand((saleId, demand) -> told.addAll(demand.report(System.nanoTime())));
        assertThat(told)
                .containsExactlyElementsOf(
                        BUYERS.stream().map(LotteryTest::rank).toList());
    }

    @Test
    void everyDecisionOnOneBuyerInSixteenIsSampled() {
        raise("0.5");
        admitted("lottery");
        admitted("lottery");

        List<Decision> sampled = decisions.take(1_000);
        List<String> chosen = BUYERS.stream()
                .filter(buyer -> Ranks.isSampled(RANKS.draw(buyer)))
                .toList();
        assertThat(chosen).hasSizeBetween(40, 90);
        assertThat(sampled).hasSize(2 * chosen.size());
        assertThat(sampled.get(0))
                .isEqualTo(
                        new Decision("sale1", chosen.get(0), NOW, rank(chosen.get(0)), 0.5, 1, false, true, "direct"));
        assertThat(sampled).allMatch(decision -> decision.admitted() == decision.rank() <= 0.5);
    }

    @Test
    void aSaleWithoutAKeyAdmitsNobodyUntilItHasOne() {
        raise("0.999");
        Sale keyless = withKey(null);
        assertThat(lottery.admits(keyless, "alice", NOW, "direct")).isFalse();
        assertThat(lottery.admits(withKey("no key"), "alice", NOW, "direct")).isFalse();
        assertThat(admits("lottery", "alice")).isTrue();
        assertThat(lottery.admits(keyless, "alice", NOW, "direct"))
                .as("a key does not change")
                .isTrue();
    }

    @Test
    void anOperatorsLineGoesBeforeTheSalesOwn() {
        raise("0.5");
        switches.set("admission", "0.9");
        assertThat(admitted("lottery")).isBetween(870L, 930L);
        assertThat(admitted("open")).isBetween(870L, 930L);
        assertThat(admitted("fixed:0.25")).isBetween(870L, 930L);
        switches.set("admission:sale1", "0");
        assertThat(admitted("open")).isZero();
        switches.set("admission:sale1", "auto");
        assertThat(admitted("open")).isEqualTo(1_000);
        assertThat(admitted("lottery")).isBetween(470L, 530L);
    }

    @Test
    void aRuleLetsFewerPassAndNeverMore() {
        raise("0.01");
        switches.setByRule("admission", "0.05");
        assertThat(admitted("lottery")).isBetween(3L, 20L);
        raise("0.5");
        assertThat(admitted("lottery")).isBetween(30L, 70L);
    }

    @Test
    void aRuleLimitsAnOpenSaleToo() {
        switches.setByRule("admission", "0.05");
        assertThat(admitted("open")).isBetween(30L, 70L);
    }

    @Test
    void decisionsByASwitchsLineAreMarked() {
        raise("0.5");
        admitted("lottery");
        assertThat(decisions.take(1_000)).isNotEmpty().noneMatch(Decision::overridden);
        switches.set("admission", "0.9");
        admitted("lottery");
        assertThat(decisions.take(1_000))
                .isNotEmpty()
                .allMatch(decision -> decision.overridden() && decision.line() == 0.9 && decision.sequence() == 1);
        admitted("open");
        assertThat(decisions.take(1_000)).isNotEmpty().allMatch(Decision::overridden);
    }

    @Test
    void aSaleWithoutAKeyPassesOnlyByALineOfOne() {
        switches.set("admission", "0.9");
        assertThat(lottery.admits(withKey(null), "alice", NOW, "direct")).isFalse();
        switches.set("admission", "1");
        assertThat(lottery.admits(withKey(null), "alice", NOW, "direct")).isTrue();
    }

    @Test
    void forgetsASaleThatTheBoardHasForgotten() {
        admits("lottery", "alice");
        lottery.forgetOthersThan(Boards.empty(new ContenderBook(), new MutableClock(OPENS_AT)));

        lottery.eachDemand((saleId, demand) -> {
            throw new AssertionError(saleId);
        });
    }

    private static Sale withKey(String key) {
        Sale sale = saleOf("lottery");
        return new Sale(
                sale.saleId(),
                sale.epoch(),
                sale.version(),
                sale.title(),
                sale.priceMinor(),
                sale.currency(),
                sale.opensAt(),
                sale.closesAt(),
                sale.state(),
                sale.total(),
                sale.available(),
                sale.perUserLimit(),
                sale.holdSeconds(),
                sale.mode(),
                sale.finalSoldOut(),
                key,
                null);
    }
}
