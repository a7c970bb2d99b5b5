package io.flashsale.launcher.fairness;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that a sale's fairness is judged by. Times are epoch milliseconds unless they are texts.
 *
 * @param told what was told of the sale's commitment, each first time, in the order in which it was told
 * @param toldFromTheBeginning whether all that was told of the sale is still there; a compacted topic forgets
 * @param lines the history of the line in the order of its topic, as it stands there
 * @param decisions what edges decided on sampled buyers
 * @param winners the orders that were made
 * @param switches the changes of the switches that have to do with the sale's line, in any order; null when they are not
 *     known
 * @param published what an edge shows to everybody
 */
public record Evidence(
        Sale sale,
        List<Told> told,
        boolean toldFromTheBeginning,
        List<LineEntry> lines,
        List<Decision> decisions,
        List<Winner> winners,
        List<SwitchChange> switches,
        Publication published) {

    /** Copies the lists; only keys, switches and the publication may be missing. */
    public Evidence {
        Objects.requireNonNull(sale, "sale");
        told = List.copyOf(told);
        lines = List.copyOf(lines);
        decisions = List.copyOf(decisions);
        winners = List.copyOf(winners);
        switches = switches == null ? null : List.copyOf(switches);
    }

    /**
     * The sale as its last event told of it.
     *
     * @param closed whether it is over; only then are ranks anybody's to know
     * @param key the ranks' key in hex; null until the sale has closed
     */
    public record Sale(String saleId, String mode, long opensAt, long closesAt, boolean closed, String key) {

        private static final String OPEN = "open";
        private static final Pattern FIXED = Pattern.compile("fixed:(0(?:\\.\\d{1,9})?|1(?:\\.0{1,9})?)");

        /** Demands the texts. */
        public Sale {
            demand(saleId, mode);
        }

        /** The line from the opening on, without any entry: 1 of {@code open}, P of {@code fixed:P}, 0 of a lottery. */
        double leastLine() {
            Matcher fixed = FIXED.matcher(mode);
            return mode.equals(OPEN) ? 1 : fixed.matches() ? Double.parseDouble(fixed.group(1)) : 0;
        }
    }

    /** A commitment and when it was first told. */
    public record Told(long at, String commitment) {

        /** Demands the texts. */
        public Told {
            demand(commitment);
        }
    }

    /**
     * One rise of the line.
     *
     * @param line as it stands in the event, because that is what was hashed
     * @param time as it stands in the event
     */
    public record LineEntry(String saleId, int sequence, String line, String time, String previous, String hash) {

        /** Demands the texts. */
        public LineEntry {
            demand(saleId, line, time, previous, hash);
        }
    }

    /**
     * What an edge decided on a click of a sampled buyer.
     *
     * @param line the line that it used
     * @param sequence the newest entry of the line's history that it knew; 0 before the first
     * @param overridden whether a switch had set another line than the sale's own
     * @param source the class of the click's origin
     */
    public record Decision(
            String edge,
            String buyerId,
            long at,
            double rank,
            double line,
            int sequence,
            boolean overridden,
            boolean admitted,
            String source) {

        /** Demands the texts. */
        public Decision {
            demand(edge, buyerId, source);
        }

        String inWords() {
            return buyerId + " at " + Instant.ofEpochMilli(at) + " at " + edge;
        }
    }

    /** A buyer who got an order, and when it was made. */
    public record Winner(String buyerId, String orderId, long at) {

        /** Demands the texts. */
        public Winner {
            demand(buyerId, orderId);
        }
    }

    /**
     * A change of a switch.
     *
     * @param value null where it was put back to its default
     * @param version rises by one with each change of the switch
     * @param automatic whether a rule of the system made it
     */
    public record SwitchChange(
            String name, String value, long version, boolean automatic, String who, String why, long at) {

        /** Demands the texts. */
        public SwitchChange {
            demand(name, who, why);
        }
    }

    /**
     * What {@code GET /api/sales/{id}/fairness} says.
     *
     * @param key null until the sale has closed
     */
    public record Publication(String mode, String commitment, String key, double line, List<PublishedLine> lines) {

        /** Demands the texts and copies the list. */
        public Publication {
            demand(mode, commitment);
            lines = List.copyOf(lines);
        }
    }

    /** A rise of the line as an edge shows it. */
    public record PublishedLine(int sequence, double line, String time, String hash) {

        /** Demands the texts. */
        public PublishedLine {
            demand(time, hash);
        }
    }

    private static void demand(String... texts) {
        for (String text : texts) {
            Objects.requireNonNull(text, "a text is missing");
        }
    }
}
