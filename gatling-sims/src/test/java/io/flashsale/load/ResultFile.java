package io.flashsale.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a simulation leaves its figures for whoever started it, {@code -Dflashsale.load.result=FILE}: plain
 * {@code KEY=value} lines, replaced as a whole.
 */
final class ResultFile {
    private final Path file;

    ResultFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Empty when nobody asked for one. */
    static Optional<ResultFile> of(Properties given) {
        return Optional.ofNullable(given.getProperty("flashsale.load.result"))
                .map(Path::of)
                .map(ResultFile::new);
    }

    void write(Map<String, String> figures) {
        StringBuilder text = new StringBuilder();
        figures.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        try {
            Files.createDirectories(file.getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
