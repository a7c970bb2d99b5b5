package io.flashsale.chaos.buying;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The crowd's thread: when it does something next. */
interface Pace {

    /** Runs the step when the time has passed, unless the crowd has been stopped by then. */
    void after(Duration time, Runnable step);

    /** Hears what came of a call, also when the crowd has been stopped. */
    <T> void hear(CompletableFuture<T> call, Consumer<T> listener);

    /** Now, on the history's clock. */
    long nanos();
}
