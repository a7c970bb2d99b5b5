package io.flashsale.edge.selling;

import io.flashsale.edge.answering.Answers;
import io.flashsale.edge.answering.Representation;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All sales as buyers see them, those that open last first; put together anew only when one of them has changed, by one
 * event loop at a time, and at most once in {@value #PAUSE_MILLIS} ms: under load some sale changes at any moment, and a
 * thousand sales are long.
 */
final class SaleList {

    static final int PAUSE_MILLIS = 100;

    private static final Duration PAUSE = Duration.ofMillis(PAUSE_MILLIS);

    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Listing last = new Listing(List.of());
    private volatile Instant lookedAt = Instant.EPOCH;

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

    /** The sales at this moment, or shortly before. */
    Representation at(Collection<SaleMemory> memories, Instant now) {
        if (isDue(memories, now) && looking.compareAndSet(false, true)) {
            try {
                look(memories, now);
            } finally {
                looking.set(false);
            }
        }
        return last.representation;
    }

    /** A new sale is there at once: whoever made it looks for it. */
    private boolean isDue(Collection<SaleMemory> memories, Instant now) {
        boolean isSetBack = now.isBefore(lookedAt);
        return isSetBack || !now.isBefore(lookedAt.plus(PAUSE)) || memories.size() != last.sales.size();
    }

    private void look(Collection<SaleMemory> memories, Instant now) {
        List<SalePage.Encoded> sales = memories.stream()
                .map(memory -> memory.page().at(memory.sale(), now))
                .sorted(Comparator.comparing(SalePage.Encoded::opensAt).reversed())
                .toList();
        // As long as a sale has not changed it is the same object.
        if (!last.sales.equals(sales)) {
            last = new Listing(sales);
        }
        lookedAt = now;
    }
}
