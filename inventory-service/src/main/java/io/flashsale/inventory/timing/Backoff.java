package io.flashsale.inventory.timing;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The pauses between the tries of one task: each twice as long as the one before, up to a limit, and each shortened by
 * chance by up to a half, so that those who failed together do not come back together. Not thread-safe.
 */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private Duration next;

    /** @param first the pause after the first failure, not zero */
    public Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /** The pause before the next try. */
    public Duration next() {
        long millis = Math.max(1, next.toMillis());
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    /** Something went well: the next pause is the first again. */
    public void reset() {
        next = first;
    }
}
