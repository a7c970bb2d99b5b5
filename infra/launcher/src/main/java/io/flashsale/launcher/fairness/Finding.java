package io.flashsale.launcher.fairness;

/**
 * Something that contradicts the rules.
 *
 * @param check which rule
 * @param what what is wrong with which entry, in one line
 */
public record Finding(Check check, String what) {

    /** The rules. */
    public enum Check {
        /** The key is the one that was committed to before the opening. */
        COMMITMENT,
        /** The line's history is an unbroken chain without gaps that only rises. */
        LINE,
        /** A sampled decision follows from rank and line. */
        DECISION,
        /** Nobody got an order whose rank was above the line. */
        WINNER,
        /** What an edge shows agrees with what was told inside. */
        PUBLICATION
    }
}
