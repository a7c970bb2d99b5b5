package io.flashsale.edge.drawing;

import io.flashsale.edge.selling.SaleBoard;
import io.flashsale.edge.selling.SaleMemory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The published lines of all sales, also of sales that this edge has not heard of yet: lines and sales come by different
 * topics, and neither waits for the other.
 *
 * <p>Bounded: beyond {@value #MOST_SALES}, ten times what the edge remembers of sales themselves, the sale whose line was
 * raised least recently is forgotten; of those that are still for sale none, because nobody might ever tell of their line
 * again.
 */
@Singleton
final class Lines {

    static final int MOST_SALES = 10_000;

    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    /** The feed's own, the least recently raised first. */
    private final Map<String, Line> byAge = new LinkedHashMap<>(16, 0.75f, true);

    private final Predicate<String> isForSale;

    @Inject
    Lines(SaleBoard board, Clock clock) {
        this(saleId -> isForSale(board.find(saleId), clock.instant()));
    }

    /** Lines of sales of which somebody knows whether they are not over. */
    Lines(Predicate<String> isForSale) {
        this.isForSale = isForSale;
    }

    private static boolean isForSale(SaleMemory memory, Instant now) {
        return memory != null && now.isBefore(memory.sale().closesAt());
    }

    /** The line of a sale at this moment; 0 when nothing has been heard of it. */
    Line.Current current(String saleId) {
        Line line = lines.get(saleId);
        return line == null ? Line.NONE : line.current();
    }

    /** The entries of a sale's line, oldest first; none when nothing has been heard of it. */
    List<Line.Entry> history(String saleId) {
        Line line = lines.get(saleId);
        return line == null ? List.of() : line.history();
    }

    /** Takes in an entry; false when it does not continue its chain. Called by one thread. */
    boolean hear(LineEvent event) {
        Line line = byAge.computeIfAbsent(event.saleId(), Line::new);
        lines.putIfAbsent(event.saleId(), line);
        forgetOneIfFull();
        return line.hear(event);
    }

    private void forgetOneIfFull() {
        if (byAge.size() > MOST_SALES) {
            byAge.keySet().stream().filter(isForSale.negate()).findFirst().ifPresent(oldest -> {
                byAge.remove(oldest);
                lines.remove(oldest);
            });
        }
    }
}
