package io.flashsale.lottery;

/**
 * The published line of one sale as a reader of its topic has followed it: every entry names the hash of the one before,
 * so that no entry can be changed, left out or put in later. Not safe for several threads.
 *
 * <p>Of two entries with the same sequence the first counts, which all readers see alike because the topic has one
 * partition. A reader for whom the first entries are too old to be kept begins with whichever it finds.
 *
 * <p>Should entries be lost with Kafka's data, the next one after them does not continue what this reader knows. It is
 * taken all the same when it is good in itself and lowers nothing, because a line that stays behind for ever would be
 * worse; the break stays in the history for everybody to see.
 */
public final class LineChain {

    private final String saleId;
    private long sequence;
    private double line;
    private String hash = LineHash.NONE;

    /** An empty chain: line 0. */
    public LineChain(String saleId) {
        this.saleId = saleId;
    }

    /** What became of an entry. */
    public enum Verdict {
        /** It continues the chain and is the line now. */
        ACCEPTED,
        /** There has been an entry with this sequence; this one counts for nothing. */
        REPEATED,
        /** It is the line now, but does not continue the chain: entries before it were lost or put in. */
        REJOINED,
        /** Its hash is wrong, or it would lower the line; it counts for nothing. */
        BROKEN
    }

    /**
     * Takes in an entry, which is the line from now on when it is ACCEPTED or REJOINED.
     *
     * @param entrySequence from 1 on
     * @param lineText the line as it stands in the event
     * @param time as it stands in the event
     * @param previous the hash of the entry before
     * @param entryHash the hash of this entry
     */
    public Verdict take(long entrySequence, String lineText, String time, String previous, String entryHash) {
        if (entrySequence <= sequence) {
            return Verdict.REPEATED;
        }
        double entryLine = Double.parseDouble(lineText);
        if (!(entryLine >= line && entryLine <= 1)
                || entrySequence == 1 && !previous.equals(LineHash.NONE)
                || !entryHash.equals(LineHash.of(previous, saleId, entrySequence, lineText, time))) {
            return Verdict.BROKEN;
        }
        boolean continues = sequence == 0 || entrySequence == sequence + 1 && previous.equals(hash);
        sequence = entrySequence;
        line = entryLine;
        hash = entryHash;
        return continues ? Verdict.ACCEPTED : Verdict.REJOINED;
    }

    /** The line: who has a rank at or under it is admitted. */
    public double line() {
        return line;
    }

    /** The sequence of the last entry; 0 before the first. */
    public long sequence() {
        return sequence;
    }

    /** The hash of the last entry. */
    public String hash() {
        return hash;
    }
}
