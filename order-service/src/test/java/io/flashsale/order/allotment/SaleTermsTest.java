package io.flashsale.order.allotment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.order.consuming.EventFields;
import io.flashsale.order.consuming.UnreadableEventException;
import io.flashsale.testing.Contract;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaleTermsTest {

    @Test
    void readsTheExampleOfTheContract() throws UnreadableEventException {
        SaleTerms terms = SaleTerms.read(
                EventFields.parse(Contract.example("sale-changed").getBytes(StandardCharsets.UTF_8)));

        assertThat(terms).isEqualTo(new SaleTerms("k3v9x2ma", 1, 57, 300, 4990, "EUR", 300));
    }

    @Test
    void refusesAPriceWhoseMultiplesCouldOverflow() {
        String dear = Contract.example("sale-changed").replace("4990", "9000000000000000000");

        assertThatThrownBy(() -> SaleTerms.read(EventFields.parse(dear.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("priceMinor");
    }

    @ParameterizedTest
    @CsvSource({"2,0, 1,99, true", "1,99, 2,0, false", "1,2, 1,1, true", "1,1, 1,1, false", "1,1, 1,2, false"})
    void isNewerByEpochAndThenByVersion(long epoch, long version, long otherEpoch, long otherVersion, boolean newer) {
        assertThat(terms(epoch, version).isNewerThan(terms(otherEpoch, otherVersion)))
                .isEqualTo(newer);
    }

    private static SaleTerms terms(long epoch, long version) {
        return new SaleTerms("k3v9x2ma", epoch, version, 300, 4990, "EUR", 300);
    }
}
