package io.flashsale.launcher.chaos;

import io.flashsale.chaos.buying.CrowdSettings;

/**
 * What is asked of a run.
 *
 * @param faults at least 1
 * @param seed of the schedule, the crowd and the delays
 * @param orders as many as the run has to accept; clicking goes on after the last fault for them
 */
public record ChaosOrder(int faults, long seed, int orders, CrowdSettings crowd) {}
