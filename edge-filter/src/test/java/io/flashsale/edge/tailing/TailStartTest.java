package io.flashsale.edge.tailing;

import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.Sale;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TailStartTest {

    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    @Test
    void beginsAMinuteBeforeTheOldestOpenSaleWasOpened() {
        assertThat(moment(
                        sale().window(at("11:30"), at("13:00")).build(),
                        sale().window(at("10:00"), at("12:30")).soldOut(false).build(),
                        sale().window(at("11:00"), at("12:30"))
                                .state("RECOVERING")
                                .build()))
                .contains(at("09:59"));
    }

    @Test
    void aSaleThatIsOverDoesNotCount() {
        assertThat(moment(
                        sale().window(at("08:00"), at("13:00")).state("CLOSED").build(),
                        sale().window(at("09:00"), at("11:00")).build(),
                        sale().window(at("11:30"), at("13:00")).build()))
                .contains(at("11:29"));
    }

    @Test
    void aSaleThatIsStillToComeDoesNotCount() {
        assertThat(moment(sale().window(at("12:30"), at("13:00"))
                        .state("SCHEDULED")
                        .build()))
                .isEmpty();
    }

    @Test
    void aSaleThatOpensAtThisMomentCountsThoughNobodyHasSaidSo() {
        assertThat(moment(sale().window(at("12:00"), at("13:00"))
                        .state("SCHEDULED")
                        .build()))
                .contains(at("11:59"));
    }

    @Test
    void withoutSalesThereIsNothingToBeginWith() {
        assertThat(moment()).isEmpty();
    }

    private static Optional<Instant> moment(Sale... sales) {
        return TailStart.moment(List.of(sales), NOW);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-01-15T" + time + ":00Z");
    }
}
