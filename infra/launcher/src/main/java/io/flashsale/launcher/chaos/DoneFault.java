package io.flashsale.launcher.chaos;

import java.time.Duration;

/**
 * A fault that was done.
 *
 * @param number from 1
 * @param at since the command began
 * @param backAfter from its end until a whole purchase worked and the sale sold again; null if that did not come in time
 * @param remark what else is to be told of it; empty for nothing
 */
record DoneFault(int number, PlannedFault fault, Duration at, Duration backAfter, String remark) {}
