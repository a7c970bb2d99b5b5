package io.flashsale.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Where a running installation is and how an operator signs in: named by properties, or read from the {@code run.env}
 * that the installation keeps, plain {@code KEY=value} lines.
 */
final class RunEnv {
    private final String source;
    private final Map<String, String> values;
    private final boolean allowRemote;

    private RunEnv(String source, Map<String, String> values, boolean allowRemote) {
        this.source = source;
        this.values = values;
        this.allowRemote = allowRemote;
    }

    /**
     * Takes {@code -Dflashsale.url} with {@code -Dflashsale.admin-token} (else the environment's {@code ADMIN_TOKEN}),
     * or reads the file named by {@code -Dflashsale.run-env}, by default {@code .flashsale/run.env}; a relative path
     * begins at the root of the repository.
     *
     * @throws UncheckedIOException if there is no such file, hence probably nothing to put under load
     */
    static RunEnv of(Properties given, Map<String, String> environment) {
        boolean allowRemote = Boolean.parseBoolean(given.getProperty("allow-remote"));
        String url = given.getProperty("flashsale.url", "");
        if (url.isBlank()) {
            Path root = Path.of(given.getProperty("flashsale.root", "")).toAbsolutePath();
            return read(root.resolve(given.getProperty("flashsale.run-env", ".flashsale/run.env")), allowRemote);
        }
        Map<String, String> values = new HashMap<>(Map.of("EDGE_URL", url.replaceAll("/+$", "")));
        String token = given.getProperty("flashsale.admin-token", environment.get("ADMIN_TOKEN"));
        if (token != null) {
            values.put("ADMIN_TOKEN", token);
        }
        return new RunEnv("-Dflashsale.url alone", values, allowRemote);
    }

    static RunEnv read(Path file, boolean allowRemote) {
        Map<String, String> values = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    values.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + "; is Flash Sale running?", e);
        }
        return new RunEnv(file.toString(), values, allowRemote);
    }

    /**
     * Base URL of the edge, without a slash at its end.
     *
     * @throws IllegalArgumentException if it is on another machine and {@code -Dallow-remote=true} is not given
     */
    String edgeUrl() {
        return Loopback.demand(demand("EDGE_URL"), allowRemote);
    }

    /** What an operator sends as bearer token. */
    String adminToken() {
        return demand("ADMIN_TOKEN");
    }

    private String demand(String key) {
        String value = values.get(key);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(source + " does not tell " + key);
        }
        return value;
    }
}
