package io.flashsale.launcher.commands;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The lines that tell a waiting user what happens, each with the seconds since the command began. */
final class Progress {
    private final PrintWriter out;
    private final Clock clock;
    private final Instant begun;

    Progress(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
        this.begun = clock.instant();
    }

    void say(String line) {
        double seconds = Duration.between(begun, clock.instant()).toMillis() / 1000.0;
        synchronized (out) {
            out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds, line);
            out.flush();
        }
    }
}
