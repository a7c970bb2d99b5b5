package io.flashsale.inventory.redis;

import io.flashsale.inventory.RedisRun;
import io.flashsale.inventory.timing.Backoff;
import io.flashsale.inventory.timing.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * A ring of connections to Redis, each verified before its first call: it is known to which run of the server it leads.
 *
 * <p>The pool of the Redis client reconnects behind its callers' backs, so that a script could reach a server that came
 * back without its last writes. Here a connection is one TCP connection from its verification to its end. All calls go
 * to the run that was seen last; connections to any other are given up at once.
 */
@Singleton
final class RunConnections {

    private static final Logger LOG = Logger.getLogger(RunConnections.class);

    /** A connection and the run at its other end. */
    private record Verified(RedisConnection connection, RedisRun run) {}

    private final Redis redis;
    private final RedisConfig config;
    private final AtomicReferenceArray<Verified> ring;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile RedisRun current;
    private volatile boolean closing;

    RunConnections(Redis redis, RedisConfig config) {
        this.redis = redis;
        this.config = config;
        this.ring = new AtomicReferenceArray<>(config.connections());
    }

    void start(@Observes @Priority(1) StartupEvent startup, Rounds rounds) {
        for (int place = 0; place < ring.length(); place++) {
            connect(place, new Backoff(config.reconnectAfter(), config.longestPause()));
        }
        rounds.every(config.keepAlive(), "Keeping the connections to Redis alive", this::speak);
    }

    /** The run that all calls go to; empty before the first connection. */
    Optional<RedisRun> current() {
        return Optional.ofNullable(current);
    }

    /** Whether there is a connection at all. */
    boolean isAny() {
        for (int place = 0; place < ring.length(); place++) {
            if (ring.get(place) != null) {
                return true;
            }
        }
        return false;
    }

    /** A connection to the present run. */
    Uni<RedisConnection> any() {
        return pick(run -> true, NotSent.NotConnected::new);
    }

    /** A connection to this very run. */
    Uni<RedisConnection> to(RedisRun wanted) {
        RedisRun now = current;
        if (now == null || !now.isSameAs(wanted)) {
            return Uni.createFrom().failure(now == null ? NotSent.NotConnected::new : NotSent.OtherRun::new);
        }
        return pick(wanted::isSameAs, NotSent.NotConnected::new);
    }

    private Uni<RedisConnection> pick(Predicate<RedisRun> wanted, Supplier<? extends NotSent> otherwise) {
        RedisRun now = current;
        int first = turn.getAndIncrement();
        for (int i = 0; i < ring.length(); i++) {
            Verified candidate = ring.get(Math.floorMod(first + i, ring.length()));
            if (candidate != null && candidate.run().isSameAs(now) && wanted.test(candidate.run())) {
                return Uni.createFrom().item(candidate.connection());
            }
        }
        return Uni.createFrom().failure(otherwise::get);
    }

    private void connect(int place, Backoff backoff) {
        if (closing) {
            return;
        }
        redis.connect()
                .flatMap(connection -> verify(place, connection))
                .subscribe()
                .with(run -> LOG.debugf("Connection %d leads to run %s", place, run.id()), failure -> {
                    LOG.debugf("Connection %d to Redis fails: %s", place, failure.getMessage());
                    connectLater(place, backoff);
                });
    }

    private Uni<RedisRun> verify(int place, RedisConnection connection) {
        AtomicBoolean ended = new AtomicBoolean();
        connection.endHandler(() -> lost(place, connection, ended));
        connection.exceptionHandler(failure -> lost(place, connection, ended));
        return RunCheck.of(connection)
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .invoke(run -> keep(place, new Verified(connection, run), ended))
                .onFailure()
                .invoke(() -> quit(connection));
    }

    private synchronized void keep(int place, Verified verified, AtomicBoolean ended) {
        if (ended.get()) {
            throw new IllegalStateException("Redis has ended the connection");
        }
        RedisRun before = current;
        if (before != null && !before.isSameAs(verified.run())) {
            LOG.warnf(
                    "Redis was run %s and is run %s now, %s",
                    before.id(), verified.run().id(), verified.run().durable() ? "durable" : "durability not verified");
        }
        // In this order: whoever sees the new run finds a connection to it.
        ring.set(place, verified);
        current = verified.run();
        for (int other = 0; other < ring.length(); other++) {
            Verified old = ring.get(other);
            if (old != null && !old.run().isSameAs(current)) {
                quit(old.connection());
            }
        }
    }

    /** Called more than once for some connections; the first that finds it in the ring makes the next one. */
    private synchronized void lost(int place, RedisConnection connection, AtomicBoolean ended) {
        ended.set(true);
        Verified verified = ring.get(place);
        if (verified != null && verified.connection() == connection) {
            ring.set(place, null);
            LOG.debugf("Connection %d to Redis is lost", place);
            connectLater(place, new Backoff(config.reconnectAfter(), config.longestPause()));
        }
    }

    private void connectLater(int place, Backoff backoff) {
        Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(backoff.next())
                .subscribe()
                .with(done -> connect(place, backoff));
    }

    /** The server ends the connection; closing it here would only give it back to the client's pool. */
    private static void quit(RedisConnection connection) {
        connection
                .send(Request.cmd(Command.QUIT))
                .subscribe()
                .with(answer -> LOG.trace("Quit"), failure -> LOG.tracef("Ends by itself: %s", failure.getMessage()));
    }

    /** The client ends a connection over which it has read nothing for longer than this round's pause. */
    private void speak() {
        for (int place = 0; place < ring.length(); place++) {
            Verified verified = ring.get(place);
            if (verified != null) {
                verified.connection()
                        .send(Request.cmd(Command.PING))
                        .subscribe()
                        .with(answer -> LOG.trace("Alive"), failure -> LOG.debugf("Silent: %s", failure.getMessage()));
            }
        }
    }

    @PreDestroy
    void close() {
        closing = true;
    }
}
