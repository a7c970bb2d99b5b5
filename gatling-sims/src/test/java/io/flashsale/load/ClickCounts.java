package io.flashsale.load;

import io.gatling.javaapi.core.Session;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** The clicks of one part of a simulation: how many, when, and how long their answers took. Safe for many threads. */
final class ClickCounts {
    private static final int DIGITS = 3;
    private static final int ACCEPTED = 202;
    private static final int PERCENTILE = 99;

    private final LongAdder clicks = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAccumulator firstSentAt = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private final LongAccumulator lastSentAt = new LongAccumulator(Math::max, Long.MIN_VALUE);
    private final Histogram answers = new ConcurrentHistogram(DIGITS);
    private final Histogram acceptances = new ConcurrentHistogram(DIGITS);

    /** A click has been answered, as {@link ContractAnswers} left it in the session; one that has failed only counts. */
    Session answered(Session session, long nowMillis) {
        if (session.isFailed()) {
            clicks.increment();
        } else {
            add(
                    nowMillis,
                    session.getInt(ContractAnswers.WAITED) + session.getInt(ContractAnswers.MILLIS),
                    session.getInt(ContractAnswers.STATUS) == ACCEPTED);
        }
        return session;
    }

    /** @param millis from when the buyer wanted to click; waiting in the load generator counts */
    void add(long nowMillis, int millis, boolean isAccepted) {
        clicks.increment();
        firstSentAt.accumulate(nowMillis - millis);
        lastSentAt.accumulate(nowMillis - millis);
        answers.recordValue(millis);
        if (isAccepted) {
            accepted.increment();
            acceptances.recordValue(millis);
        }
    }

    long clicks() {
        return clicks.sum();
    }

    long accepted() {
        return accepted.sum();
    }

    /** From the first click to the last, in seconds. */
    double seconds() {
        return Math.max(0, lastSentAt.get() - firstSentAt.get()) / 1_000.0;
    }

    /** When the first click was made, in epoch milliseconds. */
    long beganAt() {
        return firstSentAt.get();
    }

    /** When the last click was made, in epoch milliseconds. */
    long endedAt() {
        return lastSentAt.get();
    }

    /** The 99th percentile of all answers, in milliseconds. */
    long p99() {
        return answers.getValueAtPercentile(PERCENTILE);
    }

    /** The 99th percentile of the answers to accepted clicks, in milliseconds. */
    long p99Accepted() {
        return acceptances.getValueAtPercentile(PERCENTILE);
    }
}
