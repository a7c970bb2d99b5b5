package io.flashsale.edge.buying;

import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.buying.Clicks.Click;
import io.flashsale.edge.rig.MutableClock;
import io.flashsale.edge.selling.Boards;
import io.flashsale.edge.selling.Funnel;
import io.flashsale.edge.selling.SaleMemory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClickAnswersTest {

    private final SaleMemory memory = Boards.remembering(sale().build(), new MutableClock(OPENS_AT));
    private final Click click = Click.by(memory, "alice", 0);

    @ParameterizedTest
    @CsvSource({
        "SOLD_OUT, INVENTORY_SOLD_OUT, 409, sold-out",
        "TOO_FEW_LEFT, INVENTORY_TOO_FEW_LEFT, 409, sold-out",
        "BUSY, INVENTORY_BUSY, 409, sold-out",
        "EXPIRED, DEADLINE_PASSED, 409, sold-out",
        "RECOVERING, INVENTORY_RECOVERING, 409, sold-out",
        "UNKNOWN_SALE, INVENTORY_RECOVERING, 409, sold-out",
        "AN_OUTCOME_OF_TOMORROW, INVENTORY_RECOVERING, 409, sold-out",
        "NOT_OPEN, INVENTORY_NOT_OPEN, 409, sale-not-open",
        "CLOSED, INVENTORY_NOT_OPEN, 409, sale-not-open",
        "INVALID_QUANTITY, INVALID_REQUEST, 400, invalid-request",
    })
    void everyRefusalHasItsReasonAndItsProblem(String outcome, DropReason reason, int status, String type) {
        new ClickAnswers().answer(List.of(click.pending()), List.of(Clicks.refused(outcome)));
        assertThat(click.response().isAnsweredOnce()).isTrue();
        assertThat(click.response().status()).isEqualTo(status);
        assertThat(click.response().json().getString("type")).isEqualTo("/problems/" + type);
        assertThat(Funnel.of(memory).dropped()).containsOnlyKeys(reason.label());
        assertThat(memory.isContender("alice")).isFalse();
        if (type.equals("sold-out")) {
            assertThat(click.response().json().getBoolean("final")).isFalse();
        }
    }

    @Test
    void soldOutIsFinalWhenInventorySaysSo() {
        new ClickAnswers()
                .answer(List.of(click.pending()), List.of(new ReservationAnswer("SOLD_OUT", null, 0, null, true)));
        assertThat(click.response().json().getBoolean("final")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"RESERVED, QUEUED", "ALREADY_RESERVED, PAID"})
    void aReservationAndItsRepetitionAreAccepted(String outcome, String status) {
        new ClickAnswers()
                .answer(
                        List.of(click.pending()),
                        List.of(new ReservationAnswer(outcome, "sale1-1-4", 2, status, false)));
        assertThat(click.response().status()).isEqualTo(202);
        assertThat(click.response().json().getString("status")).isEqualTo(status);
        assertThat(click.response().json().getInteger("quantity")).isEqualTo(2);
        assertThat(memory.isContender("alice")).isTrue();
        assertThat(memory.acceptedCount()).isEqualTo(1);
    }
}
