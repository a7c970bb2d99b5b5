package io.flashsale.edge.drawing;

import io.flashsale.lottery.LineChain;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The published line of one sale as this edge has heard it. Written by the feed's thread alone, read by every click.
 *
 * <p>Bounded: of the history the newest {@value #MOST_ENTRIES} entries are kept; a sale has some hundred.
 */
final class Line {

    static final int MOST_ENTRIES = 2_000;

    /** Before anything has been heard. */
    static final Current NONE = new Current(0, 0);

    private final LineChain chain;
    private final List<Entry> history = new ArrayList<>();
    private volatile Current current = NONE;

    Line(String saleId) {
        this.chain = new LineChain(saleId);
    }

    /**
     * The line at a moment.
     *
     * @param line who has a rank at or under it is admitted
     * @param sequence of the entry; 0 before the first
     */
    record Current(double line, long sequence) {}

    /** An entry as the public contract shows it; the line with the digits that its hash was taken over. */
    record Entry(long sequence, BigDecimal line, String time, String hash) {}

    Current current() {
        return current;
    }

    /** Takes in an entry; false when it does not continue the chain. Called by one thread. */
    boolean hear(LineEvent event) {
        LineChain.Verdict verdict = chain.take(
                event.sequence(), event.line().toPlainString(), event.time(), event.previous(), event.hash());
        boolean isNew = verdict == LineChain.Verdict.ACCEPTED || verdict == LineChain.Verdict.REJOINED;
        if (isNew) {
            synchronized (history) {
                if (history.size() == MOST_ENTRIES) {
                    history.remove(0);
                }
                history.add(new Entry(chain.sequence(), event.line(), event.time(), chain.hash()));
            }
            current = new Current(chain.line(), chain.sequence());
        }
        return verdict == LineChain.Verdict.ACCEPTED || verdict == LineChain.Verdict.REPEATED;
    }

    /** The entries, oldest first. */
    List<Entry> history() {
        synchronized (history) {
            return List.copyOf(history);
        }
    }
}
