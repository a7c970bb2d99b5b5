package io.flashsale.payment.rig;

import static org.awaitility.Awaitility.await;

import io.flashsale.payment.crashing.CrashPoints;
import io.flashsale.testing.RealServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The packaged service as a process of its own, which can be ended in every way and started again. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Kept, or its level would be forgotten: every Kafka client of a test tells all of its settings otherwise. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    static {
        KAFKA.setLevel(Level.WARNING);
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> settings = new TreeMap<>();
    private final Path directory;
    private final int port;
    private Process process;
    private int starts;
    private int logBeforeStop;

    /** @param settings beside those of {@code RealServers} */
    public ServiceProcess(Path directory, Map<String, String> settings) {
        this.directory = directory;
        this.port = freePort();
        Map<String, String> servers = RealServers.servers();
        this.settings.put("quarkus.http.port", Integer.toString(port));
        this.settings.put("kafka.bootstrap.servers", servers.get("KAFKA"));
        this.settings.put("flashsale.service-token", "test-service-token");
        this.settings.put("quarkus.datasource.jdbc.url", "jdbc:mysql://" + servers.get("MYSQL") + "/payments");
        this.settings.put("quarkus.datasource.username", servers.get("PAYMENTS_DB_USER"));
        this.settings.put("quarkus.datasource.password", servers.get("PAYMENTS_DB_PASSWORD"));
        this.settings.putAll(settings);
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Starts it and returns when it is ready. */
    public ServiceProcess start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-jar", Path.of("target", "quarkus-app", "quarkus-run.jar").toString()));
        starts++;
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(logFile().toFile());
        builder.environment().put("FLASHSALE_CRASH_POINTS", directory.toString());
        process = builder.start();
        // Also when the tests are broken off.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        await().atMost(PATIENCE).until(() -> !process.isAlive() || isReady());
        if (!process.isAlive()) {
            throw new IllegalStateException("The service has ended: " + log());
        }
        return this;
    }

    /** Arms a crash point. */
    public void arm(CrashPoints point) throws IOException {
        Files.createFile(directory.resolve(point.label()));
    }

    /** Waits until the process has ended; its exit code. */
    public int awaitEnd() {
        await().atMost(PATIENCE).until(() -> !process.isAlive());
        return process.exitValue();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Asks it to stop, as SIGTERM does. */
    public void terminate() {
        logBeforeStop = log().length();
        process.destroy();
    }

    /** What it has written since it was asked to stop. */
    public String logOfStop() {
        return log().substring(logBeforeStop);
    }

    /** What it has written since its last start. */
    public String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A call as the edge makes it. */
    public CompletableFuture<HttpResponse<String>> call(String method, String path, String buyerId) {
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("X-Service-Token", "test-service-token")
                        .header("X-User-Id", buyerId)
                        .timeout(PATIENCE)
                        .build(),
                BodyHandlers.ofString());
    }

    private boolean isReady() {
        return call("GET", "/q/health/ready", "nobody")
                .handle((answer, failure) -> failure == null && answer.statusCode() == 200)
                .join();
    }

    private Path logFile() {
        return directory.resolve("service-" + starts + ".log");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
