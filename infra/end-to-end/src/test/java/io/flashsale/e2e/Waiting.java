package io.flashsale.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for conditions, never for time. */
final class Waiting {

    private static final Duration LONGEST = Duration.ofSeconds(90);

    private Waiting() {}

    static void until(String what, Callable<Boolean> holds) {
        Awaitility.await(what)
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(150))
                .ignoreExceptions()
                .until(holds);
    }
}
