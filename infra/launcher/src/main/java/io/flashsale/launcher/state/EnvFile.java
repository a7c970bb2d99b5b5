package io.flashsale.launcher.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of {@code KEY=value} lines that only its owner reads, fit for the shell's {@code source}.
 *
 * <p>It is replaced as a whole: a reader sees the old lines or the new ones, never half a file.
 */
public final class EnvFile {
    private final Path file;

    public EnvFile(Path file) {
        this.file = file;
    }

    /** The lines of the file in their order; empty when there is none. */
    public Map<String, String> read() throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    values.put(line.substring(0, equals), unquote(line.substring(equals + 1)));
                }
            }
        }
        return values;
    }

    public void write(Map<String, String> values) throws IOException {
        StringBuilder text = new StringBuilder();
        values.forEach((key, value) ->
                text.append(key).append('=').append(quote(value)).append('\n'));
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Quotes only what the shell would read differently. */
    private static String quote(String value) {
        if (value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a value cannot hold a line break");
        }
        return value.matches("[A-Za-z0-9_./:@%+,=-]*") ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    private static String unquote(String text) {
        if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
            return text.substring(1, text.length() - 1).replace("'\\''", "'");
        }
        return text;
    }
}
