package io.flashsale.inventory.admitting;

import java.time.Duration;
import java.time.Instant;

/**
 * One sale's line in the hands of its leaseholder: what was measured so far, and the entry that is on its way.
 *
 * <p>One entry at a time: the next is made when this one has been read back, or another's with its sequence, which then
 * counts in its place.
 */
final class LineCourse {

    private final LineRule rule;
    private final Measurement measurement;
    private final Duration readBackWithin;
    private long sentSequence;
    private boolean sending;
    private Instant sentAt = Instant.EPOCH;

    /** A course that begins where the published line stands. */
    LineCourse(Mode mode, PublishedLine published, Duration readBackWithin) {
        this.rule = new LineRule(mode);
        this.measurement = new Measurement(published.demand());
        this.readBackWithin = readBackWithin;
    }

    /** The situation at this look. */
    synchronized Situation look(SlotStock stock, double estimate, PublishedLine last, Instant now) {
        Duration sinceRaise = Duration.between(last.at(), now);
        return measurement.take(
                System.nanoTime(), stock, estimate, last.line(), sinceRaise.isNegative() ? Duration.ZERO : sinceRaise);
    }

    /** The line that the rule wants in this situation. */
    double next(Situation situation) {
        return rule.next(situation);
    }

    /** Whether an entry is on its way to Kafka or back from there. */
    synchronized boolean isUnderWay(PublishedLine last, Instant now) {
        return sending || (sentSequence > last.sequence() && now.isBefore(sentAt.plus(readBackWithin)));
    }

    /** An entry is being sent. */
    synchronized void sending(long sequence) {
        sentSequence = sequence;
        sending = true;
    }

    /** The broker has it. */
    synchronized void sent(Instant now) {
        sending = false;
        sentAt = now;
    }

    /** Nobody knows whether the broker has it; an entry with the same sequence may be sent again. */
    synchronized void failed() {
        sending = false;
        sentSequence = 0;
    }

    /** Different buyers who have clicked, as far as is known. */
    synchronized double demand() {
        return measurement.demand();
    }
}
