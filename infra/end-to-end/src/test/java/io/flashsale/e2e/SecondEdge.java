package io.flashsale.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Another edge beside that of a running system, on a port of its own; it ends with the test that has started it. Its
 * sessions are its own: buyers sign in at the edge that they buy at.
 */
final class SecondEdge implements AutoCloseable {

    private static final String SIGNING_SECRET = "of-the-second-edge-of-the-tests";

    private final SystemUnderTest system;
    private final Map<String, String> settings;
    private final int port = FreePorts.block();
    private Process process;

    /** Starts it, with variables of its own beside those that every edge has, and returns once it is ready. */
    SecondEdge(SystemUnderTest system, Map<String, String> settings) {
        this.system = system;
        this.settings = settings;
        start();
    }

    private void start() {
        Path jar = LocalLauncher.root().resolve("edge-filter/target/quarkus-app/quarkus-run.jar");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(LocalLauncher.root()
                        .resolve("infra/end-to-end/target/second-edge.log")
                        .toFile());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port),
                        "KAFKA_BOOTSTRAP_SERVERS",
                        system.demand("KAFKA_BOOTSTRAP"),
                        "FLASHSALE_SERVICE_TOKEN",
                        system.demand("SERVICE_TOKEN"),
                        "FLASHSALE_ADMIN_TOKEN",
                        system.adminToken(),
                        "FLASHSALE_SIGNING_SECRET",
                        SIGNING_SECRET,
                        "FLASHSALE_INVENTORY_SERVICE_URL",
                        system.demand("INVENTORY_SERVICE_URL"),
                        "FLASHSALE_ORDER_SERVICE_URL",
                        system.demand("ORDER_SERVICE_URL"),
                        "FLASHSALE_PAYMENT_SERVICE_URL",
                        system.demand("PAYMENT_SERVICE_URL")));
        builder.environment().putAll(settings);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady(asSystem());
    }

    /** What it looks like to a client. */
    SystemUnderTest asSystem() {
        return new SystemUnderTest("http://127.0.0.1:" + port, new Facts(List.of(system::find)), Optional.empty());
    }

    /** Ends it as {@code kill -9} does and starts it again; returns once it is ready. */
    void restart() {
        close();
        start();
    }

    /** Waits until an edge says that it is ready. */
    static void awaitReady(SystemUnderTest edge) {
        try (Api api = new Api(edge)) {
            Awaitility.await(edge.url() + " is ready")
                    .atMost(60, TimeUnit.SECONDS)
                    .ignoreExceptions()
                    .until(() ->
                            api.call("GET", "/q/health/ready", Map.of(), null).status() == 200);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
