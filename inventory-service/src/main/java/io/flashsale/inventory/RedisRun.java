package io.flashsale.inventory;

/**
 * One run of a Redis server, from its start to its end.
 *
 * @param id its {@code run_id}, new with every start
 * @param durable whether it was verified that this run answers only what is on disk and is no promoted replica, so that
 *     the next run begins where this one ended
 */
public record RedisRun(String id, boolean durable) {

    /** Whether both are the same run, whatever is known of its durability. */
    public boolean isSameAs(RedisRun other) {
        return other != null && id.equals(other.id);
    }

    /** Whether nothing that this run has answered can be missing in the next. */
    public boolean isContinuedBy(RedisRun next) {
        return isSameAs(next) || (durable && next.durable());
    }
}
