package io.flashsale.inventory.admitting;

import java.time.Duration;

/**
 * All that the line of an open sale follows from, at one moment.
 *
 * @param total units for sale
 * @param available units left
 * @param takenEver units ever reserved, those that came back included
 * @param unconfirmed units reserved that order-service has not confirmed
 * @param unconfirmedBound the most there may be; beyond, clicks are refused
 * @param unitsPerBuyer how many units a buyer takes, at least 1
 * @param demand different buyers who have clicked
 * @param newcomersPerSecond how fast that number grows
 * @param takenPerSecond units reserved per second of late
 * @param drainPerSecond units that order-service has confirmed per second of late
 * @param line the line now; 0 before the first
 * @param sinceRaise since the line was raised last
 * @param sinceInStock for how long there have been units left without a break
 */
record Situation(
        int total,
        int available,
        long takenEver,
        int unconfirmed,
        int unconfirmedBound,
        double unitsPerBuyer,
        double demand,
        double newcomersPerSecond,
        double takenPerSecond,
        double drainPerSecond,
        double line,
        Duration sinceRaise,
        Duration sinceInStock) {}
