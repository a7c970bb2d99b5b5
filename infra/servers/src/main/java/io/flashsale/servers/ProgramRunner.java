package io.flashsale.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * Starts programs as children of this JVM: one process per program, its output in a log file, its pid on record.
 *
 * <p>What an earlier JVM left running under the same record is ended first.
 */
public final class ProgramRunner {
    private static final Duration STALE_STOP_LIMIT = Duration.ofSeconds(15);
    private static final long LOG_ROTATION_BYTES = 10L * 1024 * 1024;

    private final Path pids;
    private final Path logs;
    private final OrphanGuard guard;

    /**
     * @param pids the directory of the pid files
     * @param logs the directory of the logs, {@code NAME.log} and one older {@code NAME.log.1}
     */
    public ProgramRunner(Path pids, Path logs, OrphanGuard guard) {
        this.pids = pids;
        this.logs = logs;
        this.guard = guard;
    }

    /** Starts the program and returns at once; {@link Child#awaitReady} tells when it answers. */
    public Child start(Program program) throws IOException, InterruptedException {
        PidFile pidFile = pidFile(program.name());
        pidFile.end(STALE_STOP_LIMIT);
        Path log = log(program.name());
        rotate(log);
        ProcessBuilder builder = Sessions.detach(program.prepare())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = builder.start();
        guard.watch(process.pid());
        pidFile.write(process.toHandle());
        return new Child(program, process, log, pidFile, guard);
    }

    public Path log(String name) {
        return logs.resolve(name + ".log");
    }

    private PidFile pidFile(String name) {
        return new PidFile(pids.resolve(name + ".pid"));
    }

    private void rotate(Path log) throws IOException {
        Files.createDirectories(logs);
        if (Files.exists(log) && Files.size(log) > LOG_ROTATION_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
