package io.flashsale.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The three servers for one run of tests: those that exist as they are, the others started on free ports. */
final class TestServers {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Path directory;
    private final Binaries binaries;
    private final Existing existing;
    private final boolean fresh;
    private final OrphanGuard guard;
    private final ProgramRunner runner;
    private final List<Child> children = new ArrayList<>();
    private final Map<String, String> facts = new LinkedHashMap<>();

    /** Servers that were there before; null where one is to be started. */
    record Existing(HostPort redis, HostPort kafka, HostPort mysql, String mysqlUser, String mysqlPassword) {}

    TestServers(Path directory, Binaries binaries, Existing existing, boolean fresh) throws IOException {
        this.directory = directory.toAbsolutePath();
        this.binaries = binaries;
        this.existing = existing;
        this.fresh = fresh;
        this.guard = OrphanGuard.start();
        this.runner = new ProgramRunner(this.directory.resolve("pids"), this.directory.resolve("logs"), guard);
    }

    /** Starts and provisions all three at the same time, and tells where they are. */
    Map<String, String> start() throws IOException {
        List<Integer> ports = FreePorts.find(4);
        List<CompletableFuture<Void>> starts = List.of(
                async(() -> startMysql(ports.get(0))),
                async(() -> startKafka(ports.get(1), ports.get(2))),
                async(() -> startRedis(ports.get(3))));
        try {
            CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            stop();
            throw e.getCause() instanceof UncheckedIOException io ? io.getCause() : new IOException(e.getCause());
        }
        synchronized (facts) {
            return new LinkedHashMap<>(facts);
        }
    }

    private void startRedis(int port) throws IOException, InterruptedException {
        HostPort address = existing.redis();
        if (address == null) {
            address = HostPort.local(port);
            run("REDIS_PID", new RedisProgram(binaries, directory.resolve("redis"), port));
        }
        if (fresh) {
            try (RedisConnection redis = new RedisConnection(address)) {
                redis.flushAll();
            }
        }
        tell("REDIS", address.toString());
    }

    private void startKafka(int port, int controllerPort) throws IOException, InterruptedException {
        HostPort address = existing.kafka();
        if (address == null) {
            address = HostPort.local(port);
            run("KAFKA_PID", new KafkaProgram(directory.resolve("kafka"), port, controllerPort));
        }
        new Topics(address).provision(fresh);
        tell("KAFKA", address.toString());
    }

    private void startMysql(int port) throws IOException, InterruptedException {
        HostPort address = existing.mysql();
        String user = existing.mysqlUser();
        String password = existing.mysqlPassword();
        if (address == null) {
            address = HostPort.local(port);
            user = "root";
            password = newPassword();
            run("MYSQL_PID", new MariaDbProgram(binaries, directory.resolve("mysql"), port, password));
        }
        List<DatabaseAccount> accounts = List.of(
                new DatabaseAccount("inventory", "inventory", newPassword()),
                new DatabaseAccount("orders", "orders", newPassword()),
                new DatabaseAccount("payments", "payments", newPassword()));
        new Databases(address, user, password).provision(accounts, fresh);
        tell("MYSQL", address.toString());
        tell("MYSQL_ADMIN_USER", user);
        tell("MYSQL_ADMIN_PASSWORD", password);
        for (DatabaseAccount account : accounts) {
            String prefix = account.schema().toUpperCase(Locale.ROOT) + "_DB_";
            tell(prefix + "USER", account.user());
            tell(prefix + "PASSWORD", account.password());
        }
    }

    private void run(String pidKey, Program program) throws IOException, InterruptedException {
        Child child = runner.start(program);
        synchronized (children) {
            children.add(child);
        }
        child.awaitReady(START_LIMIT);
        tell(pidKey, Long.toString(child.pid()));
    }

    private void tell(String key, String value) {
        synchronized (facts) {
            facts.put(key, value);
        }
    }

    /** Stops what was started, all at once; a second call does nothing. */
    void stop() {
        List<Child> running;
        synchronized (children) {
            running = List.copyOf(children);
            children.clear();
        }
        CompletableFuture.allOf(running.stream()
                        .map(child -> async(() -> child.stop(STOP_LIMIT)))
                        .toArray(CompletableFuture[]::new))
                .join();
        try {
            guard.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String newPassword() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private static CompletableFuture<Void> async(Step step) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                        done.complete(null);
                    } catch (IOException e) {
                        done.completeExceptionally(new UncheckedIOException(e));
                    } catch (InterruptedException | RuntimeException e) {
                        done.completeExceptionally(e);
                    }
                },
                "servers");
        thread.setDaemon(true);
        thread.start();
        return done;
    }
}
