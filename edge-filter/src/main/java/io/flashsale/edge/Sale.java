package io.flashsale.edge;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;

/**
 * A sale as its last event told of it; the edge keeps the newest it has heard.
 *
 * @param rankKey the secret that buyers' ranks follow from; not to be shown before the sale has closed
 * @param rankCommitment its SHA-256, which may be shown from the beginning
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Sale(
        String saleId,
        int epoch,
        long version,
        String title,
        long priceMinor,
        String currency,
        Instant opensAt,
        Instant closesAt,
        String state,
        int total,
        int available,
        int perUserLimit,
        int holdSeconds,
        String mode,
        boolean finalSoldOut,
        String rankKey,
        String rankCommitment) {

    /** Without the key of the ranks: whoever reads it in a log could foretell who will be admitted. */
    @Override
    public String toString() {
        return "Sale[saleId=" + saleId + ", epoch=" + epoch + ", version=" + version + ", state=" + state
                + ", available=" + available + " of " + total + ", mode=" + mode + ']';
    }

    /** Whether this tells nothing older than the other, which is of the same sale. */
    public boolean isAtLeastAsNewAs(Sale other) {
        return epoch > other.epoch || (epoch == other.epoch && version >= other.version);
    }

    /** The sale's state at this moment: the window by the clock, the rest as it was told. */
    public String stateAt(Instant now) {
        if (!now.isBefore(closesAt)) {
            return "CLOSED";
        }
        if (now.isBefore(opensAt)) {
            return "SCHEDULED";
        }
        if (state.equals("SCHEDULED")) {
            // The clock was faster than the feed. A slot that was built before the opening is open now.
            return epoch > 0 ? "OPEN" : "RECOVERING";
        }
        return state.equals("CLOSED") ? "RECOVERING" : state;
    }
}
