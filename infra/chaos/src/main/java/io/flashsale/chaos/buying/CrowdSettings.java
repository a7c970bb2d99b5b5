package io.flashsale.chaos.buying;

import java.time.Duration;
import java.util.List;

/**
 * How many buy what, and how fast.
 *
 * @param buyers people who click
 * @param stock units of the sale
 * @param perUserLimit the most units in one order; buyers ask for 1 to this many
 * @param holdSeconds how long an order awaits its payment
 * @param clicksPerSecond how often somebody in the crowd presses Buy, whatever the answers
 * @param rampUp how long it takes from a fifth of that to all of it; zero: from the start
 * @param seed of every choice that the crowd makes
 * @param callTimeout after it a call counts as unanswered
 * @param plans what is done with orders; each order draws one of these, so a plan may be there several times
 */
public record CrowdSettings(
        int buyers,
        int stock,
        int perUserLimit,
        int holdSeconds,
        int clicksPerSecond,
        Duration rampUp,
        long seed,
        Duration callTimeout,
        List<Plan> plans) {

    /** A crowd that two cores carry beside the whole system; it has 5,000 orders after some four minutes. */
    public static CrowdSettings usual(long seed) {
        return new CrowdSettings(4_000, 2_500, 1, 8, 25, Duration.ZERO, seed, Duration.ofSeconds(6), Plan.USUAL_MIX);
    }

    public CrowdSettings {
        plans = List.copyOf(plans);
        if (buyers < 1 || stock < 1 || perUserLimit < 1 || holdSeconds < 1 || clicksPerSecond < 1 || plans.isEmpty()) {
            throw new IllegalArgumentException("A crowd needs at least one of everything");
        }
    }

    public CrowdSettings withCrowd(int buyers, int stock) {
        return new CrowdSettings(
                buyers, stock, perUserLimit, holdSeconds, clicksPerSecond, rampUp, seed, callTimeout, plans);
    }

    public CrowdSettings withHoldSeconds(int holdSeconds) {
        return new CrowdSettings(
                buyers, stock, perUserLimit, holdSeconds, clicksPerSecond, rampUp, seed, callTimeout, plans);
    }

    public CrowdSettings withPerUserLimit(int perUserLimit) {
        return new CrowdSettings(
                buyers, stock, perUserLimit, holdSeconds, clicksPerSecond, rampUp, seed, callTimeout, plans);
    }

    public CrowdSettings withClicksPerSecond(int clicksPerSecond) {
        return new CrowdSettings(
                buyers, stock, perUserLimit, holdSeconds, clicksPerSecond, rampUp, seed, callTimeout, plans);
    }

    public CrowdSettings withRampUp(Duration rampUp) {
        return new CrowdSettings(
                buyers, stock, perUserLimit, holdSeconds, clicksPerSecond, rampUp, seed, callTimeout, plans);
    }

    public CrowdSettings withPlans(List<Plan> plans) {
        return new CrowdSettings(
                buyers, stock, perUserLimit, holdSeconds, clicksPerSecond, rampUp, seed, callTimeout, plans);
    }
}
