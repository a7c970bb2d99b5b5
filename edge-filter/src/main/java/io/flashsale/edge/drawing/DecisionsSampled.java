package io.flashsale.edge.drawing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Decisions of one sale's line at this edge, as {@code flashsale.decisions.v1} carries them. */
record DecisionsSampled(
        String id, String type, Instant time, String traceparent, String edge, String saleId, List<Sample> decisions) {

    /** The most that one event carries. */
    static final int MOST = 512;

    /** One decision; the event names the sale. */
    record Sample(
            String buyerId,
            long at,
            double rank,
            double line,
            long sequence,
            boolean overridden,
            boolean admitted,
            String source) {

        static Sample of(Decision decision) {
            return new Sample(
                    decision.buyerId(),
                    decision.at(),
                    decision.rank(),
                    decision.line(),
                    decision.sequence(),
                    decision.overridden(),
                    decision.admitted(),
                    decision.source());
        }
    }

    static DecisionsSampled of(String edge, String saleId, List<Decision> decisions, Instant now) {
        return new DecisionsSampled(
                UUID.randomUUID().toString(),
                "DecisionsSampled",
                now.truncatedTo(ChronoUnit.MILLIS),
                newTraceparent(),
                edge,
                saleId,
                decisions.stream().map(Sample::of).toList());
    }

    private static String newTraceparent() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return String.format("00-%016x%016x-%016x-00", random.nextLong() | 1, random.nextLong(), random.nextLong() | 1);
    }
}
