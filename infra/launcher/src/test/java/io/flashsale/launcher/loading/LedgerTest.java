package io.flashsale.launcher.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class LedgerTest {
    @Test
    void countsEveryUnitThatHasARowAndNoneThatIsOnItsWay() {
        Ledger ledger = Recorded.ledger("queued=100", "returning=2", "returned=30", "rejected=400");

        assertThat(ledger.persisted()).isEqualTo(21 + 29 + 2 + 30 + 400);
    }

    @Test
    void refusesALedgerThatLeavesATermOut() {
        ObjectNode json = (ObjectNode) Recorded.json("ledger.json");
        json.remove("paid");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ledger.parse(json))
                .withMessageContaining("paid");
    }
}
