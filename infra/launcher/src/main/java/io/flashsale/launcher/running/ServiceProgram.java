package io.flashsale.launcher.running;

import io.flashsale.servers.HostPort;
import io.flashsale.servers.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of our services: a JVM of its own that is configured by its environment, so no secret is on a command line. */
final class ServiceProgram implements Program {
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

    private final String name;
    private final Path jar;
    private final Map<String, String> environment;
    private final URI health;
    private final HttpClient http;

    /**
     * @param name the service's name, which is also its module's
     * @param root the repository
     * @param address where it is told to listen
     */
    ServiceProgram(String name, Path root, HostPort address, Map<String, String> environment, HttpClient http) {
        this.name = name;
        this.jar = root.resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
        this.environment = environment;
        this.health = URI.create("http://" + address + "/q/health/ready");
        this.http = http;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ProcessBuilder prepare() throws IOException {
        if (!Files.exists(jar)) {
            throw new IOException(name + " is not built: " + jar + " is missing");
        }
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms48m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=160m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+ExitOnOutOfMemoryError",
                // The build's class data archive; another JDK than the build's does without it, and says nothing.
                "-Xshare:auto",
                "-XX:SharedArchiveFile=app-cds.jsa",
                "-Xlog:disable",
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=UTC",
                "-jar",
                jar.getFileName().toString()));
        // The archive holds for the class path as the build wrote it, relative to this directory.
        builder.directory(jar.getParent().toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("FLASHSALE_"));
        // glibc would keep an arena per thread; two are plenty on this path.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(environment);
        return builder;
    }

    @Override
    public boolean isReady() {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(health).timeout(PROBE_TIMEOUT).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
