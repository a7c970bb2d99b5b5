package io.flashsale.edge.drawing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.flashsale.edge.answering.Answers;
import io.flashsale.edge.answering.Representation;
import io.flashsale.edge.drawing.FairnessRoute.Fairness;
import io.vertx.core.buffer.Buffer;

/**
 * The fairness of sales as it is shown, encoded once for each change: a long history is some hundred kilobytes.
 *
 * <p>Bounded: {@value #MOST_BYTES} bytes are kept, and what was left out is encoded anew.
 */
final class FairnessPages {

    private static final int MOST_BYTES = 16 << 20;

    private final Cache<String, Page> pages = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((String saleId, Page page) -> page.bytes())
            .build();

    private record Page(Fairness fairness, Representation representation, int bytes) {}

    /** Event loops that see a change at the same time may each encode it, to the same bytes. */
    Representation of(Fairness fairness) {
        Page known = pages.getIfPresent(fairness.saleId());
        if (known != null && known.fairness().equals(fairness)) {
            return known.representation();
        }
        Buffer json = Answers.encode(fairness);
        Page page = new Page(fairness, Answers.revalidated(json), json.length());
        pages.put(fairness.saleId(), page);
        return page.representation();
    }
}
