package io.flashsale.launcher.loading;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Looks at the ledger of a simulation's sale a few times a second, first while the simulation runs, then until the ledger
 * has settled. A look that fails is left out: the ledger is refused while a part of the system does not answer.
 */
final class LoadWatch {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final Looks looks;
    private final Clock clock;
    private final Consumer<String> progress;
    private final Drain drain;
    private Ledger last;
    private Instant changedAt;
    private Instant toldAt;
    private String told = "";

    LoadWatch(Looks looks, Instant opensAt, Clock clock, Consumer<String> progress) {
        this.looks = looks;
        this.clock = clock;
        this.progress = progress;
        this.drain = new Drain(opensAt);
        this.changedAt = clock.instant();
        this.toldAt = clock.instant();
    }

    /** Where looks come from. */
    interface Looks {
        Ledger look() throws IOException, InterruptedException;
    }

    /** Waits a moment; true when what is waited for has ended. */
    interface Pause {
        boolean ended() throws InterruptedException;
    }

    /** Looks until the pause says that the simulation has ended. */
    void during(Pause pause) throws InterruptedException {
        do {
            look();
        } while (!pause.ended());
    }

    /** Looks until the ledger has settled, or nothing has changed for so long. */
    void untilSettled(Duration patience, Pause pause) throws InterruptedException {
        changedAt = clock.instant();
        do {
            look();
        } while (!(drain.isDrained() && last.settled())
                && changedAt.plus(patience).isAfter(clock.instant())
                && !pause.ended());
    }

    private void look() throws InterruptedException {
        Ledger seen;
        try {
            seen = looks.look();
        } catch (IOException e) {
            tell("the ledger cannot be read: " + e.getMessage());
            return;
        }
        Instant now = clock.instant();
        if (!seen.equals(last)) {
            changedAt = now;
        }
        last = seen;
        drain.saw(now, seen);
        tell(seen.persisted() + " orders in the database, " + seen.queued() + " on their way, " + seen.available()
                + " of " + seen.total() + " units left");
    }

    private void tell(String line) {
        Instant now = clock.instant();
        if (!line.equals(told) && !toldAt.plus(BETWEEN_LINES).isAfter(now)) {
            progress.accept(line);
            told = line;
            toldAt = now;
        }
    }

    Drain drain() {
        return drain;
    }

    /** The ledger at the last look; null when no look succeeded. */
    Ledger last() {
        return last;
    }
}
