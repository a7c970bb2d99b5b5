package io.flashsale.edge.selling;

import io.flashsale.edge.answering.Answers;
import io.flashsale.edge.answering.Representation;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** All sales as buyers see them, those that open last first; put together anew only when one of them has changed. */
final class SaleList {

    private volatile Listing last = new Listing(List.of());

    private static final class Listing {
        private final List<SalePage.Encoded> sales;
        private final Representation representation;

        Listing(List<SalePage.Encoded> sales) {
            this.sales = sales;
            Buffer json = Buffer.buffer("[");
            for (SalePage.Encoded sale : sales) {
                if (json.length() > 1) {
                    json.appendByte((byte) ',');
                }
                json.appendBuffer(sale.json());
            }
            this.representation = Answers.revalidated(json.appendByte((byte) ']'));
        }
    }

    /** The sales at this moment. */
    Representation at(Collection<SaleMemory> memories, Instant now) {
        List<SalePage.Encoded> sales = memories.stream()
                .map(memory -> memory.page().at(memory.sale(), now))
                .sorted(Comparator.comparing(SalePage.Encoded::opensAt).reversed())
                .toList();
        Listing known = last;
        // As long as a sale has not changed it is the same object.
        if (!known.sales.equals(sales)) {
            known = new Listing(sales);
            last = known;
        }
        return known.representation;
    }
}
