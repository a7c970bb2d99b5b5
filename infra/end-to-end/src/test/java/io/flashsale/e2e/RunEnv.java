package io.flashsale.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A {@code run.env} of a running system, read anew for every value: processes restart. */
record RunEnv(Path file) {

    Optional<String> find(String key) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(key + "="))
                    .map(line -> line.substring(key.length() + 1))
                    .reduce((earlier, later) -> later);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Fails when the file does not have the key. */
    String require(String key) {
        return find(key).orElseThrow(() -> new AssertionError(file + " has no " + key));
    }
}
