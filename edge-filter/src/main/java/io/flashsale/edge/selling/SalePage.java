package io.flashsale.edge.selling;

import io.flashsale.edge.Sale;
import io.flashsale.edge.answering.Answers;
import io.flashsale.edge.answering.Representation;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/**
 * One sale as buyers see it, encoded once for each change: what was told of it, or its state by the clock.
 *
 * <p>Event loops that see a change at the same time may each encode it, to the same bytes.
 */
final class SalePage {

    private volatile Encoded last;

    /** The sale as it was shown from one change to the next; the same object as long as nothing changes. */
    static final class Encoded {
        private final Sale sale;
        private final String state;
        private final Buffer json;
        /** Made when it is asked for: the list does without. */
        private volatile Representation representation;

        private Encoded(Sale sale, String state) {
            this.sale = sale;
            this.state = state;
            this.json = Answers.encode(SaleView.of(sale, state));
        }

        Instant opensAt() {
            return sale.opensAt();
        }

        Buffer json() {
            return json;
        }

        Representation representation() {
            Representation known = representation;
            if (known == null) {
                known = Answers.revalidated(json);
                representation = known;
            }
            return known;
        }
    }

    /** The sale as it is shown at this moment. */
    Encoded at(Sale sale, Instant now) {
        String state = sale.stateAt(now);
        Encoded known = last;
        if (known != null && known.state.equals(state) && known.sale.equals(sale)) {
            return known;
        }
        Encoded encoded = new Encoded(sale, state);
        last = encoded;
        return encoded;
    }

    /** A sale as the public contract shows it. */
    record SaleView(
            String id,
            String title,
            long priceMinor,
            String currency,
            Instant opensAt,
            Instant closesAt,
            String state,
            StockView stock,
            int perUserLimit) {

        record StockView(int total, int available) {}

        static SaleView of(Sale sale, String state) {
            return new SaleView(
                    sale.saleId(),
                    sale.title(),
                    sale.priceMinor(),
                    sale.currency(),
                    sale.opensAt(),
                    sale.closesAt(),
                    state,
                    new StockView(sale.total(), sale.available()),
                    sale.perUserLimit());
        }
    }
}
