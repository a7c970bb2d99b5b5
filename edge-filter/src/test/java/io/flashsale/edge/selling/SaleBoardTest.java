package io.flashsale.edge.selling;

import static io.flashsale.edge.rig.TestSale.CLOSES_AT;
import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.contending.ContenderBook;
import io.flashsale.edge.rig.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class SaleBoardTest {

    private final MutableClock clock = new MutableClock(OPENS_AT);
    private final ContenderBook contenders = new ContenderBook();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final SaleBoard board = new SaleBoard(contenders, metrics, clock);

    @Test
    void knowsNothingOfASaleItHasNotHeardOf() {
        assertThat(board.find("sale1")).isNull();
        assertThat(board.all()).isEmpty();
    }

    @Test
    void keepsTheNewestStateOfEachSaleAndWhenItWasHeard() {
        board.hear(sale().at(1, 2).available(5).build());
        clock.advance(Duration.ofSeconds(3));
        board.hear(sale().at(1, 3).available(4).build());
        board.hear(sale().at(1, 1).available(9).build());
        board.hear(sale().id("sale2").build());
        assertThat(board.find("sale1").sale().available()).isEqualTo(4);
        assertThat(board.find("sale1").heardAtMillis()).isEqualTo(clock.millis());
        assertThat(board.all()).hasSize(2);
    }

    @Test
    void aChangeKeepsTheCountsOfTheSale() {
        board.hear(sale().at(1, 2).build());
        board.find("sale1").accepted("alice", "sale1-1-1");
        board.hear(sale().at(1, 3).build());
        assertThat(board.find("sale1").acceptedCount()).isEqualTo(1);
    }

    @Test
    void whenKnownWaitsForTheFirstEventOfThatSale() {
        CompletableFuture<SaleMemory> known =
                board.whenKnown("sale1", Duration.ofMinutes(1)).toCompletableFuture();
        CompletableFuture<SaleMemory> alsoKnown =
                board.whenKnown("sale1", Duration.ofMinutes(1)).toCompletableFuture();
        board.hear(sale().id("sale2").build());
        assertThat(known).isNotDone();
        board.hear(sale().build());
        assertThat(known).isCompletedWithValue(board.find("sale1"));
        assertThat(alsoKnown).isCompletedWithValue(board.find("sale1"));
    }

    @Test
    void whenKnownIsDoneAtOnceForAKnownSaleAgainAndAgain() {
        board.hear(sale().build());
        assertThat(board.whenKnown("sale1", Duration.ofMinutes(1)).toCompletableFuture())
                .isCompletedWithValue(board.find("sale1"));
        assertThat(board.whenKnown("sale1", Duration.ofMinutes(1)).toCompletableFuture())
                .isCompletedWithValue(board.find("sale1"));
    }

    @Test
    void nobodyIsWaitedForAnyMoreOnceThePatienceIsOver() {
        CompletableFuture<SaleMemory> never =
                board.whenKnown("sale1", Duration.ofMillis(1)).toCompletableFuture();
        assertThat(never)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(TimeoutException.class);
        assertThat(board.waitingCalls()).isZero();
        CompletableFuture<SaleMemory> known =
                board.whenKnown("sale2", Duration.ofMinutes(1)).toCompletableFuture();
        board.hear(sale().id("sale2").build());
        assertThat(known).isCompleted();
        assertThat(board.waitingCalls()).isZero();
    }

    @Test
    void contendersThatWereHeardOfBeforeTheirSaleAreItsOwn() {
        contenders.of("sale1").ordered("alice", "sale1-1-1");
        board.hear(sale().build());
        assertThat(board.find("sale1").isContender("alice")).isTrue();
        contenders.of("sale1").ordered("bob", "sale1-1-2");
        assertThat(board.find("sale1").isContender("bob")).isTrue();
    }

    @Test
    void aClosedSaleForgetsItsContendersAndTakesNoNewOnes() {
        board.hear(sale().at(1, 1).build());
        contenders.of("sale1").ordered("alice", "sale1-1-1");
        board.hear(sale().at(1, 2).state("CLOSED").build());
        contenders.of("sale1").ordered("bob", "sale1-1-2");
        assertThat(board.find("sale1").isContender("alice")).isFalse();
        assertThat(board.find("sale1").isContender("bob")).isFalse();
    }

    @Test
    void aForgottenSaleLeavesNoContendersBehind() {
        board.hear(
                sale().id("first").window(OPENS_AT, CLOSES_AT.minusSeconds(1)).build());
        contenders.of("first").ordered("alice", "first-1-1");
        for (int i = 0; i < 1_000; i++) {
            board.hear(sale().id("sale" + i).build());
        }
        assertThat(board.find("first")).isNull();
        assertThat(contenders.of("first").contains("alice")).isFalse();
    }

    @Test
    void forgetsTheSaleThatClosedFirstBeyondAThousand() {
        for (int i = 0; i < 1_000; i++) {
            board.hear(sale().id("sale" + i)
                    .window(OPENS_AT, CLOSES_AT.plusSeconds(i == 500 ? -1 : i))
                    .build());
        }
        board.hear(sale().id("newest").build());
        assertThat(board.all()).hasSize(1_000);
        assertThat(board.find("sale500")).isNull();
        assertThat(board.find("sale0")).isNotNull();
        assertThat(board.find("newest")).isNotNull();
    }

    @Test
    void aForgottenSaleLeavesNoMetricBehind() {
        for (int i = 0; i < 1_005; i++) {
            board.hear(sale().id("sale" + i)
                    .window(OPENS_AT, CLOSES_AT.plusSeconds(i))
                    .build());
        }
        assertThat(metrics.find(SaleBoard.CLICKS).tag("sale", "sale0").meters()).isEmpty();
        assertThat(metrics.find(SaleBoard.CLICKS).tag("sale", "sale1004").meters())
                .hasSize(DropReason.values().length + 1);
    }

    @Test
    void metricsSayWhatBecameOfTheClicks() {
        board.hear(sale().build());
        board.find("sale1").accepted("alice", "sale1-1-1");
        board.find("sale1").dropped(DropReason.SOLD_OUT);
        board.find("sale1").dropped(DropReason.SOLD_OUT);
        assertThat(metrics.get(SaleBoard.CLICKS)
                        .tag("outcome", "accepted")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
        assertThat(metrics.get(SaleBoard.CLICKS)
                        .tag("reason", "sold_out")
                        .functionCounter()
                        .count())
                .isEqualTo(2);
    }
}
