package io.flashsale.edge.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.answering.Representation;
import io.flashsale.edge.drawing.FairnessRoute.Fairness;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairnessPagesTest {

    private static final Line.Entry FIRST = new Line.Entry(1, new BigDecimal("0.1"), "2026-01-15T10:00:00Z", "h1");
    private static final Line.Entry SECOND = new Line.Entry(2, new BigDecimal("0.2"), "2026-01-15T10:00:01Z", "h2");

    private final FairnessPages pages = new FairnessPages();

    @Test
    void areEncodedAnewOnlyWhenSomethingHasChanged() {
        Representation first = pages.of(fairness("sale1", null, FIRST));
        assertThat(pages.of(fairness("sale1", null, FIRST))).isSameAs(first);
        assertThat(pages.of(fairness("sale2", null, FIRST))).isNotSameAs(first);
        assertThat(pages.of(fairness("sale1", null, FIRST))).isSameAs(first);

        Representation raised = pages.of(fairness("sale1", null, FIRST, SECOND));
        assertThat(raised).isNotSameAs(first);
        assertThat(pages.of(fairness("sale1", "key", FIRST, SECOND)))
                .as("the sale has closed")
                .isNotSameAs(raised);
    }

    private static Fairness fairness(String saleId, String key, Line.Entry... entries) {
        BigDecimal line = entries[entries.length - 1].line();
        return new Fairness(saleId, "lottery", "commitment", key, line, List.of(entries));
    }
}
