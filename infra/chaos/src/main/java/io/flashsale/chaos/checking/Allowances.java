package io.flashsale.chaos.checking;

/**
 * What may be missing, because Redis's own data was destroyed: the one stated exception to the promises.
 *
 * @param missing accepted orders of which nobody need know any more: the outbox entries that were unsent when it happened
 * @param rejected orders that MySQL may have refused
 * @param redisLost whether it happened at all; then an accepted order may be unknown until Kafka has brought it
 */
public record Allowances(int missing, int rejected, boolean redisLost) {

    /** Nothing happened to Redis's data. */
    public static Allowances none() {
        return new Allowances(0, 0, false);
    }

    /** Redis lost its data with that many entries in its outbox. */
    public static Allowances afterWipe(int unsentEntries, int rejected) {
        return new Allowances(unsentEntries, rejected, true);
    }
}
