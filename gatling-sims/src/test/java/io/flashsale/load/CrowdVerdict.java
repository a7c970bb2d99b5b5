package io.flashsale.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What must be so for a bot filter to be worth its place. */
final class CrowdVerdict {
    /** Of the bots' share without the filter, what they may keep with it. */
    static final double KEPT_BY_BOTS = 0.5;

    /** Of people, how many may be challenged. */
    static final double CHALLENGED_PEOPLE = 0.05;

    /** How many times their share of the crowd bots must win without the filter, or the run shows nothing. */
    private static final double TIMES_THEIR_SHARE = 2;

    private CrowdVerdict() {}

    /** One line for everything that must not be; empty when the run is passed. */
    static List<String> findings(CrowdCount off, CrowdCount on, int stock) {
        List<String> findings = new ArrayList<>();
        double shareOff = off.shareOf(off.bots());
        double shareOn = on.shareOf(on.bots());
        double ofCrowd = (double) off.bots().buyers() / Math.max(1, off.all().buyers());
        if (shareOff < TIMES_THEIR_SHARE * ofCrowd) {
            findings.add(format(
                    "with the filter off bots won %.1f %% of the units, being %.1f %% of the crowd: nothing to filter",
                    100 * shareOff, 100 * ofCrowd));
        }
        if (shareOn > KEPT_BY_BOTS * shareOff) {
            findings.add(format(
                    "bots won %.1f %% of the units with the filter on, more than half of %.1f %% with it off",
                    100 * shareOn, 100 * shareOff));
        }
        CrowdCount.Row people = on.people();
        if (people.challenged() > CHALLENGED_PEOPLE * people.buyers()) {
            findings.add(format(
                    "%d of %d people were challenged, more than %.0f %%",
                    people.challenged(), people.buyers(), 100 * CHALLENGED_PEOPLE));
        }
        if (people.dropped() > 0) {
            findings.add(people.dropped() + " people were dropped as bots");
        }
        if (off.all().units() != stock || on.all().units() != stock) {
            findings.add(format(
                    "%d units were sold with the filter off and %d with it on, of %d each",
                    off.all().units(), on.all().units(), stock));
        }
        if (off.all().challenged() + off.all().dropped() > 0) {
            findings.add(off.all().challenged() + " buyers were challenged and "
                    + off.all().dropped() + " dropped while the filter was off");
        }
        return findings;
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
