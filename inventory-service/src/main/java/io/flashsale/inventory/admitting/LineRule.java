package io.flashsale.inventory.admitting;

import io.flashsale.lottery.LineHash;
import java.time.Duration;

/**
 * The rule of the line: which share of the buyers may buy now, given all that is known at the moment. Pure arithmetic.
 *
 * <p>It begins so low that even the largest crowd to be expected could not take more than there is in the first instant,
 * and only rises. The aim is a line under which there are a few more buyers who have not bought yet than there are units
 * left, counting also those who will have come within the {@link #HORIZON}: so whoever may buy has the time to click
 * again before the stock is gone, and gains nothing by clicking faster. Three things hold it back:
 *
 * <ul>
 *   <li><b>pace</b>: it doubles in {@link #DOUBLING} at the fastest, because no line can be taken back;
 *   <li><b>room</b>: those whom it admits fit under half the bound on unconfirmed units, with what is drained in a
 *       second; where that half is full it stands;
 *   <li><b>flow</b>: of those who keep arriving no more are admitted per second than are drained, and than fill the
 *       room within half a minute.
 * </ul>
 *
 * <p>Not everybody who may buy does. So while units are left that will not be gone within the horizon, and the services
 * have less to do than a second's work, the line is raised again every {@link #PATIENCE}: for as many more buyers as
 * there are units, and by a quarter when nobody takes any, to 1 if need be. Stock never starves. A unit that comes back
 * after all were gone waits that long, too, for those who may buy already. Steps are of {@value #LEAST_STEP} at least,
 * so that a sale has some hundred entries at most.
 */
final class LineRule {

    /** How many buyers there are to be for each unit left. */
    static final double OVERBOOKING = 1.1;

    /** The least relative rise that is worth an entry. */
    static final double LEAST_STEP = 0.02;

    static final double SMALLEST_START = 0.000_001;
    static final double LARGEST_START = 0.001;

    /** In this time the line at most doubles. */
    static final Duration DOUBLING = Duration.ofMillis(250);

    /** How long those who may buy are waited for; a page that was turned away clicks again within seconds. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** The time within which admitted buyers are expected to come, and units being taken to be gone. */
    static final Duration HORIZON = Duration.ofSeconds(3);

    /** Buyers who may all come in the first instant. */
    private static final double LARGEST_CROWD = 10_000_000;

    /** Of the bound on unconfirmed units; the other half is for what no estimate foresees. */
    private static final double USABLE_BOUND = 0.5;

    /** Of the measured drain; the rest lets a backlog shrink. */
    private static final double USABLE_DRAIN = 0.8;

    /** In this time those who keep arriving may fill the room: long, because they cannot be held back later. */
    private static final Duration FILLING = Duration.ofSeconds(30);

    private static final double PATIENT_GROWTH = 1.25;
    private static final double PART_OF_ROOM = 0.2;
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Mode mode;

    LineRule(Mode mode) {
        this.mode = mode;
    }

    /** The line from now on: the present one or a higher one, 1 at most. */
    double next(Situation now) {
        if (!mode.isLottery()) {
            return Math.max(now.line(), mode.constantLine());
        }
        if (now.line() == 0) {
            return start(now);
        }
        if (now.available() == 0) {
            return now.line();
        }
        double raised = worthwhile(Math.min(covering(now), ceiling(now)), now.line());
        return raised > now.line() ? raised : worthwhile(patient(now), now.line());
    }

    /** The sale's first line. */
    private static double start(Situation now) {
        double most = Math.min(now.total(), now.unconfirmedBound() * USABLE_BOUND);
        return LineHash.round(clamp(most / LARGEST_CROWD, SMALLEST_START, LARGEST_START));
    }

    /** Under this line there will be enough who have not bought yet to take all that is left. */
    private static double covering(Situation now) {
        double demand = demand(now) + now.newcomersPerSecond() * seconds(HORIZON);
        return divide(now.takenEver() + OVERBOOKING * now.available(), demand * now.unitsPerBuyer());
    }

    private static double ceiling(Situation now) {
        if (room(now) == 0) {
            return now.line();
        }
        double room = room(now) + now.drainPerSecond() * seconds(PATIENCE);
        return Math.min(pace(now), Math.min(share(now.takenEver() + room, now), flow(now)));
    }

    private static double pace(Situation now) {
        double doublings = Math.min(1, (double) now.sinceRaise().toMillis() / DOUBLING.toMillis());
        return now.line() * Math.pow(2, doublings);
    }

    private static double flow(Situation now) {
        double perSecond = USABLE_DRAIN * now.drainPerSecond() + room(now) / seconds(FILLING);
        return divide(perSecond, now.newcomersPerSecond() * now.unitsPerBuyer());
    }

    /** Those who may buy have had their time: a step further, whoever of them has not come. */
    private static double patient(Situation now) {
        boolean goneSoon = now.takenPerSecond() * seconds(HORIZON) >= now.available();
        boolean backlog = now.unconfirmed() > now.drainPerSecond() * seconds(PATIENCE) || room(now) == 0;
        boolean hadTime =
                now.sinceRaise().compareTo(PATIENCE) >= 0 && now.sinceInStock().compareTo(PATIENCE) >= 0;
        if (goneSoon || backlog || !hadTime) {
            return now.line();
        }
        double line = now.line();
        double instalment = now.drainPerSecond() * seconds(PATIENCE) + PART_OF_ROOM * room(now);
        double least = line * (1 + LEAST_STEP);
        double most = Math.max(least, Math.min(line * PATIENT_GROWTH, line + share(instalment, now)));
        if (now.takenPerSecond() == 0) {
            return most;
        }
        return Math.min(Math.max(least, line + share(now.available(), now)), Math.min(most, flow(now)));
    }

    /** Units that may be handed over before half of the bound is reached. */
    private static double room(Situation now) {
        return Math.max(0, now.unconfirmedBound() * USABLE_BOUND - now.unconfirmed());
    }

    /** The line under which the buyers counted so far would take so many units. */
    private static double share(double units, Situation now) {
        return divide(units, demand(now) * now.unitsPerBuyer());
    }

    /**
     * Different buyers there must be: those counted, and no fewer than follow from how many under this line hold units.
     * The edges' counts may come seconds late, and meanwhile nothing else would hold the line back.
     */
    private static double demand(Situation now) {
        double holders = (now.total() - now.available()) / now.unitsPerBuyer();
        return Math.max(now.demand(), holders / now.line());
    }

    /** Where nobody is counted, and nobody holds any, nothing is held back by the count. */
    private static double divide(double units, double counted) {
        return counted > 0 ? units / counted : Double.MAX_VALUE;
    }

    /** Rounded as it is published; the present line when the step would be too small, and 1 exactly when it is reached. */
    private static double worthwhile(double wished, double line) {
        if (wished >= 1) {
            return 1;
        }
        return wished >= line * (1 + LEAST_STEP) ? LineHash.round(wished) : line;
    }

    private static double clamp(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS_PER_SECOND;
    }
}
