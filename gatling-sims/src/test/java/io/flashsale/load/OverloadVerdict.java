package io.flashsale.load;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was promised of overload, and what was seen of it. */
final class OverloadVerdict {
    private static final double LEAST_GOODPUT = 0.9;
    private static final int P99_BELOW_MILLIS = 100;
    private static final double SHORTEST_SECONDS = 30;
    /** The crowd's moments are drawn at random, and the first and the last are not at the very ends. */
    private static final double LEAST_TIMES = 0.99 * OverloadPlan.TIMES;
    /** With less than that beyond the best step nobody knows whether more would have been served. */
    private static final double BEYOND = 1.2;

    private final OverloadPlan plan;
    private final ClickCounts rehearsal;
    private final List<ClickCounts> steps;
    private final ClickCounts crowd;
    private final AdmissionLog admission;

    /** @param steps the answers in the time of each of the plan's steps, in their order */
    OverloadVerdict(
            OverloadPlan plan,
            ClickCounts rehearsal,
            List<ClickCounts> steps,
            ClickCounts crowd,
            AdmissionLog admission) {
        this.plan = plan;
        this.rehearsal = rehearsal;
        this.steps = List.copyOf(steps);
        this.crowd = crowd;
        this.admission = admission;
    }

    /** The most accepted clicks per second of any step. */
    static double capacity(OverloadPlan plan, List<ClickCounts> steps) {
        return steps.stream().mapToLong(ClickCounts::accepted).max().orElse(0)
                / (double) plan.step().toSeconds();
    }

    private double capacity() {
        return capacity(plan, steps);
    }

    private double offered() {
        return crowd.clicks() / crowd.seconds();
    }

    private double goodput() {
        return crowd.accepted() / crowd.seconds();
    }

    private Optional<Duration> entered() {
        return admission.enteredAt().map(at -> Duration.between(Instant.ofEpochMilli(crowd.beganAt()), at));
    }

    private Optional<Duration> left() {
        return admission.leftAt().map(at -> Duration.between(Instant.ofEpochMilli(crowd.endedAt()), at));
    }

    /** One line for each bound that was missed. */
    List<String> missed() {
        List<String> missed = new ArrayList<>();
        demand(
                plan.rateOf(plan.steps() - 1) >= BEYOND * capacity(),
                missed,
                format(
                        "the capacity was not reached: the last step brought no more than 1.2 times %.0f/s",
                        capacity()));
        demand(
                crowd.seconds() >= SHORTEST_SECONDS,
                missed,
                format("the overload lasted %.1f s instead of 30; say -Dcrowd=N", crowd.seconds()));
        demand(
                offered() >= LEAST_TIMES * capacity(),
                missed,
                format("the load generator brought %.2f times the capacity", offered() / capacity()));
        demand(
                goodput() >= LEAST_GOODPUT * capacity(),
                missed,
                format("goodput fell to %.1f %% of the capacity", 100 * goodput() / capacity()));
        demand(crowd.p99() < P99_BELOW_MILLIS, missed, "one answer in a hundred took " + crowd.p99() + " ms or more");
        demand(
                entered().filter(after -> !after.isNegative()).isPresent(),
                missed,
                "the rule was not seen to lower the line under the overload");
        demand(
                left().filter(after -> !after.isNegative()).isPresent(),
                missed,
                "the rule was not seen to put the line back afterwards");
        return missed;
    }

    private static void demand(boolean holds, List<String> missed, String otherwise) {
        if (!holds) {
            missed.add(otherwise);
        }
    }

    /** What is told at the end, by title. */
    Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        if (rehearsal.clicks() > 0) {
            lines.put(
                    "Rehearsal",
                    format(
                            "%d clicks in %.1f s; %.0f/s accepted, p99 %d ms; counts for nothing",
                            rehearsal.clicks(),
                            rehearsal.seconds(),
                            rehearsal.accepted() / rehearsal.seconds(),
                            rehearsal.p99()));
        }
        lines.put(
                "Capacity",
                format(
                        "%.0f/s, the best of %s",
                        capacity(),
                        steps.stream()
                                .map(step -> format(
                                        "%.0f",
                                        step.accepted() / (double) plan.step().toSeconds()))
                                .collect(Collectors.joining(" "))));
        lines.put(
                "Overload",
                format(
                        "%d clicks in %.1f s: %.0f/s, %.2f times the capacity",
                        crowd.clicks(), crowd.seconds(), offered(), offered() / capacity()));
        lines.put("Goodput", format("%.0f/s, %.1f %% of the capacity", goodput(), 100 * goodput() / capacity()));
        lines.put("Answers then", format("p99 %d ms of all, %d ms of the accepted", crowd.p99(), crowd.p99Accepted()));
        lines.put(
                "Degradation",
                format(
                        "entered %s after the overload began, left %s after it ended; line %s",
                        seconds(entered()), seconds(left()), String.join(", ", admission.values())));
        return lines;
    }

    private static String seconds(Optional<Duration> time) {
        return time.map(after -> format("%.1f s", after.toMillis() / 1_000.0)).orElse("never");
    }

    /** The same on every machine, whatever its language. */
    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
