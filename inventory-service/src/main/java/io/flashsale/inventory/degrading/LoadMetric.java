package io.flashsale.inventory.degrading;

import java.util.Locale;

/**
 * What a rule can go by. Each is the worst value that this instance knows of; another instance may know a worse one, so a
 * rule is in force as long as any of them sees its reason.
 */
public enum LoadMetric {
    /** Clicks that one edge turned away per second because it had too much to do. */
    EDGE_OVERLOADED_PER_SECOND,
    /**
     * Of the clicks that came past an edge's line, the share that it turned away because it had too much to do, from 0 to
     * 1; 0 while those are fewer than ten a second.
     */
    EDGE_OVERLOADED_SHARE,
    /** Clicks that one edge has let pass and not answered. */
    EDGE_CLICKS_UNDER_WAY,
    /** Units of one sale that await MySQL's word, as a share of the most there may be. */
    UNCONFIRMED_SHARE,
    /** Reservations that Kafka has not acknowledged. */
    OUTBOX_ENTRIES,
    /** The age of the oldest of them, in seconds. */
    OUTBOX_OLDEST_AGE_SECONDS,
    /** 1 while there is no connection to Redis, otherwise 0. */
    REDIS_UNREACHABLE,
    /** What a batch of clicks took in Redis, on the average since the last look, in milliseconds. */
    RESERVATION_LATENCY_MILLIS;

    /** The metric as the configuration calls it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
