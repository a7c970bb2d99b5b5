package io.flashsale.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A real Redis, Kafka and MySQL-protocol server for the tests of one service, in processes of their own.
 *
 * <p>Annotate a test with {@code @WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name =
 * "schema", value = "orders"))}; without the argument no datasource is configured. The servers start once per test
 * run and end with it, also when it is killed, because they watch their standard input.
 *
 * <p>{@code -Dflashsale.test.mysql=HOST:PORT}, {@code -Dflashsale.test.redis=HOST:PORT} and {@code
 * -Dflashsale.test.kafka=HOST:PORT} (or {@code FLASHSALE_TEST_MYSQL} and the like) use servers that run already; their
 * contents are erased.
 */
public final class RealServers implements QuarkusTestResourceLifecycleManager {

    private static Map<String, String> running;

    private String schema;

    @Override
    public void init(Map<String, String> initArgs) {
        schema = initArgs.get("schema");
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> servers = servers();
        Map<String, String> config = new HashMap<>();
        config.put("kafka.bootstrap.servers", servers.get("KAFKA"));
        config.put("quarkus.redis.hosts", "redis://" + servers.get("REDIS"));
        config.put("flashsale.service-token", "test-service-token");
        if (schema != null) {
            String prefix = schema.toUpperCase(Locale.ROOT) + "_DB_";
            config.put("quarkus.datasource.jdbc.url", "jdbc:mysql://" + servers.get("MYSQL") + "/" + schema);
            config.put("quarkus.datasource.username", servers.get(prefix + "USER"));
            config.put("quarkus.datasource.password", servers.get(prefix + "PASSWORD"));
        }
        return config;
    }

    /** The servers of this test run as {@code ServersMain} printed them: REDIS, KAFKA, MYSQL and credentials. */
    public static synchronized Map<String, String> servers() {
        if (running == null) {
            running = launch();
        }
        return running;
    }

    private static Map<String, String> launch() {
        try {
            Path home = Path.of(required("flashsale.root"), "infra", "servers", "target");
            Path state = Files.createTempDirectory(home, "run");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    home.resolve("lib") + "/*" + java.io.File.pathSeparator + home.resolve("classes"),
                    "io.flashsale.servers.ServersMain",
                    "--fresh",
                    "--dir",
                    state.toString()));
            for (String server : List.of("mysql", "redis", "kafka")) {
                String named = setting("flashsale.test." + server);
                if (named != null) {
                    command.addAll(List.of("--" + server, named));
                }
            }
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return readUntilReady(process);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the servers the tests need", e);
        }
    }

    private static Map<String, String> readUntilReady(Process process) throws IOException {
        // Not closed: the servers live until this JVM, and with it the other end of their standard input, is gone.
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Map<String, String> values = new HashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("READY")) {
                return Map.copyOf(values);
            }
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        throw new IOException("The servers ended before they were ready; see above");
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("Run the tests through ./mvnw: -D" + property + " is not set");
        }
        return value;
    }

    private static String setting(String property) {
        String value = System.getProperty(property);
        return value != null
                ? value
                : System.getenv(property.toUpperCase(Locale.ROOT).replace('.', '_'));
    }

    @Override
    public void stop() {
        // The servers serve every test class of this run; their standard input ends with this JVM.
    }
}
