package io.flashsale.load;

import java.time.Duration;
import java.util.Properties;

/**
 * The size of a simulation, from system properties; what is not given depends on the simulation.
 *
 * @param users buyers in all ({@code -Dusers})
 * @param stock units for sale ({@code -Dstock})
 * @param clicks how often each buyer presses Buy ({@code -Dclicks})
 * @param payingPercent how many of a hundred buyers with an order pay it ({@code -Dpaying})
 * @param cancellingPercent how many of a hundred cancel it ({@code -Dcancelling}); the rest leaves it alone
 * @param arrival over which time the buyers arrive and sign in ({@code -Darrival}, seconds)
 * @param spread over which time from the opening they begin to click, most of them early ({@code -Dspread}, seconds)
 * @param holdSeconds how long an order waits for its payment ({@code -Dhold})
 * @param connections the most calls of the crowd under way at once ({@code -Dconnections}); further ones wait
 *     for their turn, and a quarter as many are kept for buyers with an order
 * @param p99Millis the longest that 99 of 100 answers to any call may take ({@code -Dp99})
 */
record LoadSettings(
        int users,
        int stock,
        int clicks,
        int payingPercent,
        int cancellingPercent,
        Duration arrival,
        Duration spread,
        int holdSeconds,
        int connections,
        int p99Millis) {
    private static final int ARRIVALS_PER_SECOND = 1_000;
    private static final int CLICKING_BUYERS_PER_SECOND = 2_000;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SOAK_BUYERS_PER_SECOND = 10;
    /** Nobody's hold ends within a run that takes a minute or two. */
    private static final int LONG_HOLD_SECONDS = 600;

    /** What a laptop's limit on open files leaves room for, at both ends. */
    private static final int CONNECTIONS = 400;

    /** In an open model nobody waits for a connection while the answers come as they are promised. */
    private static final int OPEN_MODEL_CONNECTIONS = 2_000;

    private static final int SIGN_INS_PER_SECOND = 600;

    /** Below that there are not enough bots to share addresses. */
    private static final int FEWEST_OF_A_MIXED_CROWD = 500;

    private static final int SHORT_HOLD_SECONDS = 20;

    /** Many buyers, few units, a few clicks each. */
    static LoadSettings ofStampede(Properties given) {
        int users = atLeast(1, "users", given, 200);
        return stampede(given, users, atLeast(1, "stock", given, Math.max(1, users / 4)), 3);
    }

    /** Fewer buyers who do not stop clicking. */
    static LoadSettings ofRetryStorm(Properties given) {
        int users = atLeast(1, "users", given, 1_000);
        return stampede(given, users, atLeast(1, "stock", given, Math.max(1, users / 4)), 10);
    }

    /** Buyers who arrive evenly for {@code -Dminutes} (2) and find enough stock for all. */
    static LoadSettings ofSoak(Properties given) {
        int minutes = atLeast(1, "minutes", given, 2);
        int seconds = minutes * SECONDS_PER_MINUTE;
        int users = atLeast(1, "users", given, seconds * SOAK_BUYERS_PER_SECOND);
        return new LoadSettings(
                users,
                atLeast(1, "stock", given, users),
                atLeast(1, "clicks", given, 1),
                percent("paying", given, 60),
                percent("cancelling", given, 20),
                Duration.ofSeconds(seconds),
                Duration.ZERO,
                atLeast(1, "hold", given, SHORT_HOLD_SECONDS),
                atLeast(1, "connections", given, CONNECTIONS),
                atLeast(1, "p99", given, 3_000));
    }

    /** So many buyers who click once each, and enough stock for all. */
    static LoadSettings ofOverload(Properties given, int users) {
        return new LoadSettings(
                users,
                users,
                1,
                0,
                0,
                Duration.ofSeconds(Math.max(1, users / SIGN_INS_PER_SECOND)),
                Duration.ZERO,
                LONG_HOLD_SECONDS,
                atLeast(1, "connections", given, OPEN_MODEL_CONNECTIONS),
                atLeast(1, "p99", given, 10_000));
    }

    /** People and bots, ten buyers to a unit; everybody clicks as they please. */
    static LoadSettings ofMixedCrowd(Properties given) {
        int users = atLeast(FEWEST_OF_A_MIXED_CROWD, "users", given, FEWEST_OF_A_MIXED_CROWD);
        return new LoadSettings(
                users,
                atLeast(1, "stock", given, users / 10),
                1,
                0,
                0,
                Duration.ofSeconds(atLeast(1, "arrival", given, Math.max(8, users / 100))),
                Duration.ofSeconds(atLeast(0, "spread", given, 5)),
                atLeast(1, "hold", given, LONG_HOLD_SECONDS),
                atLeast(1, "connections", given, CONNECTIONS),
                atLeast(1, "p99", given, 10_000));
    }

    private static LoadSettings stampede(Properties given, int users, int stock, int clicks) {
        return new LoadSettings(
                users,
                stock,
                atLeast(1, "clicks", given, clicks),
                percent("paying", given, 50),
                percent("cancelling", given, 0),
                Duration.ofSeconds(atLeast(1, "arrival", given, Math.max(5, users / ARRIVALS_PER_SECOND))),
                Duration.ofSeconds(atLeast(0, "spread", given, Math.max(1, users / CLICKING_BUYERS_PER_SECOND))),
                atLeast(1, "hold", given, LONG_HOLD_SECONDS),
                atLeast(1, "connections", given, CONNECTIONS),
                atLeast(1, "p99", given, 10_000));
    }

    /** Arrivals in a second, on average. */
    double usersPerSecond() {
        return (double) users / arrival.toSeconds();
    }

    private static int percent(String property, Properties given, int fallback) {
        return Math.min(100, atLeast(0, property, given, fallback));
    }

    static int atLeast(int least, String property, Properties given, int fallback) {
        String text = given.getProperty(property, Integer.toString(fallback));
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least) {
            throw new IllegalArgumentException(
                    "-D" + property + "=" + text + " is not a whole number of at least " + least);
        }
        return Integer.parseInt(text);
    }
}
