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
    private boolean hasLooked;
    private long seenSequence;
    /** When the line was seen to be as it is first. */
    private long seenAtNanos;

    /** A course that begins where the published line stands. */
    LineCourse(Mode mode, PublishedLine published, Duration readBackWithin) {
        this.rule = new LineRule(mode);
        this.measurement = new Measurement(published.demand());
        this.readBackWithin = readBackWithin;
    }

    /**
     * The situation at this look.
     *
     * @param nanos when it was taken, by a clock that only goes forward
     * @param now the same by the wall clock, which counts only at the first look
     */
    synchronized Situation look(SlotStock stock, double estimate, PublishedLine last, long nanos, Instant now) {
        if (!hasLooked || last.sequence() != seenSequence) {
            seenAtNanos = nanos - (hasLooked ? 0 : age(last, now).toNanos());
            seenSequence = last.sequence();
            hasLooked = true;
        }
        return measurement.take(nanos, stock, estimate, last.line(), Duration.ofNanos(nanos - seenAtNanos));
    }

    /** How old an entry is that somebody else may have published, whose clock may differ; no more than matters. */
    private static Duration age(PublishedLine last, Instant now) {
        Duration age = Duration.between(last.at(), now);
        if (age.isNegative()) {
            return Duration.ZERO;
        }
        return age.compareTo(LineRule.PATIENCE) < 0 ? age : LineRule.PATIENCE;
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
