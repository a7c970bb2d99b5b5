package io.flashsale.inventory.redis;

import io.flashsale.inventory.RedisRun;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The way to the sales' slots in Redis: runs scripts and plain commands on the keys of one sale.
 *
 * <p>Everything is asynchronous and bounded in time; a Redis that does not answer fails the {@code Uni}. Scripts go
 * by their digest; the first call after Redis has forgotten them sends the text.
 */
@Singleton
public final class Slots {

    private final RunConnections connections;
    private final Duration timeout;

    Slots(RunConnections connections, RedisConfig config) {
        this.connections = connections;
        this.timeout = config.timeout();
    }

    /** The run of Redis that calls go to; empty before the first connection. */
    public Optional<RedisRun> currentRun() {
        return connections.current();
    }

    /** Whether any connection to Redis is there now; one that has been silent for three seconds is not. */
    public boolean isConnected() {
        return connections.isAny();
    }

    /** Runs a script on a sale's slot, whichever run Redis is; {@code arguments} are its ARGV. */
    public Uni<Response> run(Script script, String saleId, List<String> arguments) {
        return connections.any().flatMap(connection -> run(connection, script, saleId, arguments));
    }

    /**
     * Runs a script that relies on what the slot was told before: only on the run of Redis that is known to have it.
     * Fails with {@link NotSent} when Redis is another run by now.
     */
    public Uni<Response> runOn(RedisRun run, Script script, String saleId, List<String> arguments) {
        return connections.to(run).flatMap(connection -> run(connection, script, saleId, arguments));
    }

    private Uni<Response> run(RedisConnection connection, Script script, String saleId, List<String> arguments) {
        return connection
                .send(request(Command.EVALSHA, script.sha1(), script, saleId, arguments))
                .onFailure(Slots::isUnknownScript)
                .recoverWithUni(
                        () -> connection.send(request(Command.EVAL, script.source(), script, saleId, arguments)))
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    /** Sends one command on one key of a sale's slot. */
    public Uni<Response> send(Command command, SlotKey key, String saleId, List<String> arguments) {
        Request request = Request.cmd(command).arg(key.of(saleId));
        arguments.forEach(request::arg);
        return connections
                .any()
                .flatMap(connection -> connection.send(request))
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    private static Request request(Command command, String text, Script script, String saleId, List<String> arguments) {
        Request request = Request.cmd(command).arg(text).arg(script.keys().size());
        for (SlotKey key : script.keys()) {
            request.arg(key.of(saleId));
        }
        for (String argument : arguments) {
            request.arg(argument);
        }
        return request;
    }

    private static boolean isUnknownScript(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith("NOSCRIPT");
    }
}
