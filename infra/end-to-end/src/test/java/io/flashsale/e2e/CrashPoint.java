package io.flashsale.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A named place in a service where a test can end its process, as {@code crash-points.txt} lists it.
 *
 * @param service whose process ends there
 * @param name of the file that arms it
 * @param need what it takes to get there
 */
record CrashPoint(String service, String name, Need need) {

    /** What has to happen beside buyers who click, pay and cancel. */
    enum Need {
        NOTHING,
        /** Another sale is opened. */
        SALE,
        /** The sale is rebuilt. */
        REBUILD,
        /** A payment comes after the hold has ended. */
        LATE
    }

    static List<CrashPoint> all() {
        Path list = LocalLauncher.root().resolve("infra/end-to-end/src/test/resources/crash-points.txt");
        try {
            return Files.readAllLines(list).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(CrashPoint::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CrashPoint parse(String line) {
        String[] words = line.strip().split("\\s+");
        Need need = words.length < 3
                ? Need.NOTHING
                : switch (words[2]) {
                    case "sale" -> Need.SALE;
                    case "rebuild" -> Need.REBUILD;
                    case "late" -> Need.LATE;
                    default -> throw new IllegalArgumentException("crash-points.txt: " + line);
                };
        return new CrashPoint(words[0], words[1], need);
    }

    @Override
    public String toString() {
        return service + " at " + name;
    }
}
