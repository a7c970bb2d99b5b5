package io.flashsale.edge.routing;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A call that was sent and whose connection broke before the answer. */
final class LostCall {

    /** A connection that breaks later was closed for its silence; another such wait helps nobody. */
    private static final long SOON_NANOS = TimeUnit.SECONDS.toNanos(2);

    private LostCall() {}

    /**
     * Whether a call that only reads is worth making again. Not when no connection could be opened, which has been tried
     * again already.
     *
     * @param sentAt {@link System#nanoTime()} before the call
     */
    static boolean isWorthRepeating(Throwable failure, long sentAt) {
        return (failure instanceof HttpClosedException || failure instanceof IOException)
                && System.nanoTime() - sentAt < SOON_NANOS;
    }
}
