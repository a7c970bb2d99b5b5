package io.flashsale.inventory.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A Redis for one test class, which may be killed, frozen, wiped and brought back in an older state. Name it beside
 * {@code RealServers}, whose Redis it takes the place of. It ends with this JVM, because it watches its standard input.
 */
public final class OwnRedis implements QuarkusTestResourceLifecycleManager {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static Path directory;
    private static int port;
    private static Process guard;
    private static long pid;

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("own-redis");
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            run("--appendfsync", "always");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("quarkus.redis.hosts", "redis://127.0.0.1:" + port);
    }

    /** Starts it on the data that is there; these options follow those that every start has. */
    public static void run(String... options) {
        try {
            List<String> command = new ArrayList<>(
                    List.of("/bin/sh", "-c", "\"$@\" >&2 & echo $!; cat > /dev/null; kill -KILL $!", "redis"));
            command.addAll(List.of(program().toString(), "--port", Integer.toString(port), "--bind", "127.0.0.1"));
            command.addAll(List.of("--appendonly", "yes", "--save", "", "--maxmemory-policy", "noeviction"));
            command.addAll(List.of(options));
            guard = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(directory.resolve("log").toFile())
                    .start();
            pid = Long.parseLong(
                    new BufferedReader(new InputStreamReader(guard.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await().atMost(PATIENCE).until(OwnRedis::answers);
    }

    private static boolean answers() {
        try (Jedis redis = client()) {
            return redis.ping().equals("PONG");
        } catch (JedisException e) {
            return false;
        }
    }

    /** A connection past the service. */
    public static Jedis client() {
        return new Jedis("127.0.0.1", port, 30_000);
    }

    /** Ends it at once, as a power cut does. */
    public static void kill() {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        Awaitility.await().atMost(PATIENCE).until(() -> ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .isEmpty());
        guard.destroy();
    }

    /** Stops it from running, with its connections open; {@code CONT} lets it go on. */
    public static void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes its data, which it must not be running on. */
    public static void wipe() {
        delete(directory.resolve("appendonlydir"));
    }

    /** Keeps a copy of its data as of now. */
    public static void backUp() {
        delete(directory.resolve("backup"));
        copy(directory.resolve("appendonlydir"), directory.resolve("backup"));
    }

    /** Puts that copy in the place of its data, which it must not be running on. */
    public static void restore() {
        wipe();
        copy(directory.resolve("backup"), directory.resolve("appendonlydir"));
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The binary that the servers of the tests have unpacked. */
    private static Path program() throws IOException {
        Path binaries = Path.of(System.getProperty("flashsale.root"), "infra", "servers", "target", "binaries");
        try (Stream<Path> files = Files.list(binaries)) {
            return files.filter(file -> FileSystems.getDefault()
                            .getPathMatcher("glob:redis-server-*")
                            .matches(file.getFileName()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void stop() {
        kill();
        delete(directory);
    }
}
