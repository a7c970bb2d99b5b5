package io.flashsale.lottery;

/**
 * The published line of one sale as a reader of its topic has followed it: every entry names the hash of the one before,
 * so that no entry can be changed, left out or put in later. Not safe for several threads.
 *
 * <p>Of two entries with the same sequence the first counts, which all readers see alike because the topic has one
 * partition. A reader for whom the first entries are too old to be kept begins with whichever it finds.
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
        /** Its hash is wrong, it does not continue the chain, or it would lower the line; it counts for nothing. */
        BROKEN
    }

    /**
     * Takes in an entry.
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
        boolean continues = sequence == 0
                ? entrySequence > 1 || previous.equals(LineHash.NONE)
                : entrySequence == sequence + 1 && previous.equals(hash) && entryLine >= line;
        if (!continues
                || !(entryLine >= 0 && entryLine <= 1)
                || !entryHash.equals(LineHash.of(previous, saleId, entrySequence, lineText, time))) {
            return Verdict.BROKEN;
        }
        sequence = entrySequence;
        line = entryLine;
        hash = entryHash;
        return Verdict.ACCEPTED;
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
