package io.flashsale.edge.routing;

import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One instance of a service: how many calls it has in hand, and whether it is well.
 *
 * <p>It is not while its readiness says so, nor for {@value #REST_SECONDS} s after a connection to it could not be opened.
 */
final class Copy {

    private static final int REST_SECONDS = 1;
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(REST_SECONDS);

    private final SocketAddress name;
    private final SocketAddress server;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean down;
    private volatile boolean resting;
    private volatile long failedAtNanos;

    /**
     * An instance that is taken to be well.
     *
     * @param name host and port as they were configured
     * @param server the address behind the name; the name itself where it is not known
     */
    Copy(SocketAddress name, SocketAddress server) {
        this.name = name;
        this.server = server;
    }

    SocketAddress name() {
        return name;
    }

    SocketAddress server() {
        return server;
    }

    /** These options, for this instance. */
    RequestOptions aim(RequestOptions options) {
        RequestOptions there = new RequestOptions(options).setHost(name.host()).setPort(name.port());
        return server.equals(name) ? there : there.setServer(server);
    }

    boolean isWell(long nowNanos) {
        return !down && !(resting && nowNanos - failedAtNanos < REST_NANOS);
    }

    /** What its readiness said. */
    void heard(boolean up) {
        down = !up;
        if (up) {
            resting = false;
        }
    }

    /** No connection could be opened. */
    void failed(long nowNanos) {
        failedAtNanos = nowNanos;
        resting = true;
    }

    int inFlight() {
        return inFlight.get();
    }

    void begin() {
        inFlight.incrementAndGet();
    }

    void end() {
        inFlight.decrementAndGet();
    }

    @Override
    public String toString() {
        return name.equals(server) ? name.toString() : name + " at " + server;
    }
}
