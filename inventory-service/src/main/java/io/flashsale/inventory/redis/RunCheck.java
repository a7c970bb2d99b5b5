package io.flashsale.inventory.redis;

import io.flashsale.inventory.RedisRun;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The questions a connection has to answer before the first script goes over it: which run of which server is this, and
 * does it lose anything when it ends?
 */
final class RunCheck {

    private static final String NEVER_A_REPLICA = "0".repeat(40);

    private RunCheck() {}

    /** The run at the other end; fails when it is loading or a replica, or does not name itself. */
    static Uni<RedisRun> of(RedisConnection connection) {
        Uni<String> info = connection.send(Request.cmd(Command.INFO)).map(Response::toString);
        Uni<Boolean> synced = connection
                .send(Request.cmd(Command.CONFIG)
                        .arg("GET")
                        .arg("appendonly")
                        .arg("appendfsync")
                        .arg("no-appendfsync-on-rewrite"))
                .map(RunCheck::isSyncedBeforeEveryAnswer)
                .onFailure(RunCheck::isForbidden)
                .recoverWithItem(false);
        return Uni.combine().all().unis(info, synced).with(RunCheck::parse);
    }

    static RedisRun parse(String info, boolean synced) {
        Map<String, String> fields = info.lines()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].strip(), (first, second) -> first));
        String id = fields.getOrDefault("run_id", "");
        if (id.isEmpty() || id.length() > 64) {
            throw new IllegalStateException("Redis does not name its run");
        }
        if (!"0".equals(fields.get("loading")) || !"master".equals(fields.get("role"))) {
            throw new IllegalStateException("Redis is loading or a replica");
        }
        // A promoted replica keeps its former master's id: what that one had answered may never have reached it.
        return new RedisRun(id, synced && NEVER_A_REPLICA.equals(fields.get("master_replid2")));
    }

    private static boolean isSyncedBeforeEveryAnswer(Response config) {
        return is(config, "appendonly", "yes")
                && is(config, "appendfsync", "always")
                // Else nothing is synced while the file is rewritten.
                && is(config, "no-appendfsync-on-rewrite", "no");
    }

    private static boolean is(Response config, String name, String wanted) {
        Response value = config.size() == 0 ? null : config.get(name);
        return value != null && wanted.equals(value.toString());
    }

    /** A hosted Redis may keep its configuration to itself. */
    private static boolean isForbidden(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.startsWith("NOPERM") || message.startsWith("ERR");
    }
}
