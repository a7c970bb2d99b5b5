package io.flashsale.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for conditions, never for time. */
final class Waiting {

    private static final Duration LONGEST = Duration.ofSeconds(120);

    private Waiting() {}

    static void until(String what, Callable<Boolean> holds) {
        await(what).until(holds);
    }

    /** The first value that is as wanted. */
    static <T> T until(String what, Callable<T> value, Predicate<? super T> wanted) {
        return await(what).until(value, wanted);
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what)
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(150))
                .ignoreExceptions();
    }
}
