package io.flashsale.inventory.admitting;

import io.flashsale.lottery.LineHash;
import java.time.Instant;

/**
 * The last entry of a sale's published line.
 *
 * @param sequence 0 before the first entry
 * @param line who has a rank at or under it is admitted
 * @param hash what the next entry names as its previous
 * @param at when it was published, by the clock of whoever did
 * @param demand the demand that was known then
 */
record PublishedLine(long sequence, double line, String hash, Instant at, double demand) {

    /** Before the first entry. */
    static final PublishedLine NONE = new PublishedLine(0, 0, LineHash.NONE, Instant.EPOCH, 0);
}
