package io.flashsale.launcher.fairness;

import java.util.List;
import java.util.Objects;

/**
 * All that a sale's fairness is judged by. Times are epoch milliseconds unless they are texts.
 *
 * @param told what was told of the sale's commitment, each first time, in the order in which it was told
 * @param lines the history of the line in the order of its topic, as it stands there
 * @param decisions what edges decided on sampled buyers
 * @param winners the orders that were made
 * @param published what an edge shows to everybody
 */
public record Evidence(
        Sale sale,
        List<Told> told,
        List<LineEntry> lines,
        List<Decision> decisions,
        List<Winner> winners,
        Publication published) {

    /** Copies the lists; only keys and the publication may be missing. */
    public Evidence {
        Objects.requireNonNull(sale, "sale");
        told = List.copyOf(told);
        lines = List.copyOf(lines);
        decisions = List.copyOf(decisions);
        winners = List.copyOf(winners);
    }

    /**
     * The sale as its last event told of it.
     *
     * @param closed whether it is over; only then are ranks anybody's to know
     * @param key the ranks' key in hex; null until the sale has closed
     */
    public record Sale(String saleId, String mode, long opensAt, long closesAt, boolean closed, String key) {

        /** Demands the texts. */
        public Sale {
            demand(saleId, mode);
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
     * @param sequence the entry of the line's history that it took it from; 0 before the first
     * @param source the class of the click's origin
     */
    public record Decision(
            String edge,
            String buyerId,
            long at,
            double rank,
            double line,
            int sequence,
            boolean admitted,
            String source) {

        /** Demands the texts. */
        public Decision {
            demand(edge, buyerId, source);
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
