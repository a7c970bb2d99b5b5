package io.flashsale.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a running installation is and how an operator signs in, read from the {@code run.env} that it keeps: plain
 * {@code KEY=value} lines.
 */
final class RunEnv {
    private final Path file;
    private final Map<String, String> values;

    private RunEnv(Path file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    /**
     * Reads the file named by {@code -Dflashsale.run-env}, by default {@code .flashsale/run.env}; a relative path begins
     * at the root of the repository.
     *
     * @throws UncheckedIOException if there is no such file, hence probably nothing to put under load
     */
    static RunEnv ofThisRun() {
        Path root = Path.of(System.getProperty("flashsale.root", "")).toAbsolutePath();
        return read(root.resolve(System.getProperty("flashsale.run-env", ".flashsale/run.env")));
    }

    static RunEnv read(Path file) {
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
        return new RunEnv(file, values);
    }

    /** Base URL of the edge, without a slash at its end. */
    String edgeUrl() {
        return demand("EDGE_URL");
    }

    /** What an operator sends as bearer token. */
    String adminToken() {
        return demand("ADMIN_TOKEN");
    }

    private String demand(String key) {
        String value = values.get(key);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException(file + " does not tell " + key);
        }
        return value;
    }
}
