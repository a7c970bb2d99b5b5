package io.flashsale.launcher.proxying;

import java.time.Duration;

/** What a proxy does to the connections that it carries, now and to come, for as long as it is set. */
public sealed interface Fault {
    /** Everything passes as it came. */
    record None() implements Fault {}

    /** Connections are reset and new ones refused, as when the machine at the other end has restarted. */
    record Cut() implements Fault {}

    /**
     * Connections stay and new ones are made, and nothing gets through: each peer sees silence, not even the end of the
     * other. What was held back goes on its way afterwards, as repeated packets do.
     */
    record Drop(boolean toServer, boolean toClient) implements Fault {
        public static Drop bothWays() {
            return new Drop(true, true);
        }
    }

    /**
     * Whatever is sent arrives later, in its order.
     *
     * @param jitter the most that is added to the fixed part, at random
     */
    record Delay(Duration fixed, Duration jitter) implements Fault {}

    /** What a client sends next is delivered and its connection reset, so the client never learns what became of it. */
    record ResetAfterWrite() implements Fault {}
}
