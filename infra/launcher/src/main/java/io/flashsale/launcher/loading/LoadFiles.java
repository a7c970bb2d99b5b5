package io.flashsale.launcher.loading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory of one run below the installation's logs: what the simulation said, its figures and its report. */
record LoadFiles(Path directory) {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    static LoadFiles create(Path logs, String simulation, Clock clock) throws IOException {
        Path directory = logs.toAbsolutePath().resolve("load").resolve(simulation + "-" + NAME.format(clock.instant()));
        return new LoadFiles(Files.createDirectories(directory));
    }

    Path log() {
        return directory.resolve("gatling.log");
    }

    Path result() {
        return directory.resolve("result.env");
    }

    Path reports() {
        return directory.resolve("report");
    }

    /** Gatling's page, once it is there. */
    Optional<Path> page() throws IOException {
        if (!Files.isDirectory(reports())) {
            return Optional.empty();
        }
        try (Stream<Path> runs = Files.list(reports())) {
            return runs.map(run -> run.resolve("index.html"))
                    .filter(Files::exists)
                    .max(Path::compareTo);
        }
    }
}
