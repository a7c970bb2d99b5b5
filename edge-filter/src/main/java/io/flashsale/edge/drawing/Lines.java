package io.flashsale.edge.drawing;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The published lines of all sales, also of sales that this edge has not heard of yet: lines and sales come by different
 * topics, and neither waits for the other.
 *
 * <p>Bounded: beyond {@value #MOST_SALES} the sale whose line was raised least recently is forgotten.
 */
@Singleton
final class Lines {

    static final int MOST_SALES = 1_000;

    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    /** The feed's own, the least recently raised first. */
    private final Map<String, Line> byAge = new LinkedHashMap<>(16, 0.75f, true);

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
        if (byAge.size() > MOST_SALES) {
            String oldest = byAge.keySet().iterator().next();
            byAge.remove(oldest);
            lines.remove(oldest);
        }
        return line.hear(event);
    }
}
