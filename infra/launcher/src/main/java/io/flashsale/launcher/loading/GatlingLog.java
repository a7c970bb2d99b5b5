package io.flashsale.launcher.loading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a simulation's process has written, searched for the few lines that say why it failed. */
final class GatlingLog {
    private static final String ERRORS = "---- Errors -";
    private static final String BROKEN_ASSERTION = " : false (actual";
    private static final String CAUSE = "Caused by: ";
    private static final String MAVEN = "[ERROR] Failed to ";
    private static final int MOST_LINES = 10;

    private final Path file;

    GatlingLog(Path file) {
        this.file = file;
    }

    /** The broken assertions and the errors of requests; without any of them, the causes of an early end. */
    List<String> complaints() throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> found = new ArrayList<>();
        lines.stream().filter(line -> line.contains(BROKEN_ASSERTION)).forEach(found::add);
        found.addAll(errors(lines));
        if (found.isEmpty()) {
            found.addAll(causes(lines));
        }
        return found.stream().distinct().limit(MOST_LINES).toList();
    }

    /** The last block of errors: it counts those of all blocks before. */
    private static List<String> errors(List<String> lines) {
        List<String> errors = new ArrayList<>();
        boolean inBlock = false;
        for (String line : lines) {
            if (line.startsWith(ERRORS)) {
                errors.clear();
                inBlock = true;
            } else if (inBlock && line.startsWith("> ")) {
                errors.add(line.substring(2).replaceAll(" {2,}", "  "));
            } else {
                inBlock = false;
            }
        }
        return errors;
    }

    private static Set<String> causes(List<String> lines) {
        Set<String> causes = new LinkedHashSet<>();
        for (String line : lines) {
            if (line.startsWith(CAUSE)) {
                causes.add(line.substring(CAUSE.length()));
            }
        }
        if (causes.isEmpty()) {
            lines.stream().filter(line -> line.startsWith(MAVEN)).forEach(causes::add);
        }
        return causes;
    }
}
