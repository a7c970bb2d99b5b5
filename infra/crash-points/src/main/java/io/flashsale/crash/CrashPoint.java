package io.flashsale.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A named place in the code between two effects, where a test can end the process as {@code kill -9} does.
 *
 * <p>Inert unless the environment variable {@code FLASHSALE_CRASH_POINTS} names a directory, which no installation does.
 * Then the file of the point's name in it arms the point: the process that reaches it first takes the file away and
 * halts, without shutdown hooks, flushes or goodbyes. Whoever is started next runs through.
 */
public final class CrashPoint {
    /** What a shell reports of a process that ended by signal 9. */
    static final int EXIT_CODE = 137;

    private static final String VARIABLE = "FLASHSALE_CRASH_POINTS";

    private final Path armed;
    private final Runnable end;

    CrashPoint(String name, String directory, Runnable end) {
        this.armed = directory == null || directory.isEmpty() ? null : Path.of(directory, name);
        this.end = end;
    }

    /** @param name lower-case words joined by hyphens, unique in the system, such as {@code relay-after-broker-ack} */
    public static CrashPoint named(String name) {
        return new CrashPoint(
                name, System.getenv(VARIABLE), () -> Runtime.getRuntime().halt(EXIT_CODE));
    }

    /** Goes on, or does not come back. */
    public void reach() {
        if (armed != null && disarm()) {
            end.run();
        }
    }

    /** Of several threads and processes that come here at once, one takes the file. */
    private boolean disarm() {
        try {
            return Files.deleteIfExists(armed);
        } catch (IOException e) {
            throw new IllegalStateException("The crash point " + armed + " cannot be read", e);
        }
    }
}
