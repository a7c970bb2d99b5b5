package io.flashsale.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Five times as many clicks as the system takes. Does it go on selling as fast as it can, and quickly tell all others no?
 *
 * <p>It is meant for a system of which one service is throttled, {@code ./flashsale up --throttle N}, so that the load
 * generator beside it can bring so much. All buyers get session and pass first. Then comes a rehearsal that counts for
 * nothing, because programs that have just started are slow, and how slow is a question of its own; then steps of rising rates
 * find the capacity, while a person's switch keeps automatic degradation off; then the switch is handed back and the crowd
 * comes. An open model: every click is that of a buyer who never clicked before, at a moment drawn beforehand and kept however slow
 * the answers are.
 *
 * <p>It fails when any answer is outside the public contract, and when a bound of {@link OverloadVerdict} is missed. See
 * {@link OverloadPlan}.
 */
public final class Overload extends SaleSimulation {
    private static final Duration BEFORE_OPENING = Duration.ofSeconds(3);
    /** Between the last sign-in and the rehearsal, after that, and between the last step and the crowd. */
    private static final Duration REST = Duration.ofSeconds(6);
    /** After the crowd, for the rule to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String NUMBER = "number";

    private final OverloadPlan plan;
    private final AtomicLong arrived = new AtomicLong();
    /** By step, and at last of what was answered after all of them. */
    private final List<ClickCounts> steps;

    private final ClickCounts rehearsal = new ClickCounts();
    private final ClickCounts crowd = new ClickCounts();
    private final AdmissionLog admission = new AdmissionLog();

    /** Made by Gatling. */
    public Overload() {
        this(OverloadPlan.of(System.getProperties()));
    }

    private Overload(OverloadPlan plan) {
        super(LoadSettings.ofOverload(System.getProperties(), plan.buyers()));
        this.plan = plan;
        this.steps = Stream.generate(ClickCounts::new).limit(plan.steps() + 1L).toList();
        setUp(buyers(), operator()).protocols(protocol()).assertions(assertions());
    }

    private PopulationBuilder buyers() {
        Journey journey = journey();
        return scenario("Overload")
                .exec(arrive())
                .exec(session -> session.set(NUMBER, arrived.getAndIncrement()))
                .exec(journey.signIn())
                .exec(journey.fetchPass())
                .exec(pause(session -> until(firstMoment(session))))
                .doIf(this::isOfCrowd)
                .then(pause(session -> until(momentOfCrowd())))
                .exec(journey.click(1))
                .exec(this::count)
                .injectOpen(
                        nothingFor(BEFORE_OPENING),
                        rampUsers(settings().users()).during(settings().arrival()));
    }

    private PopulationBuilder operator() {
        Operator operator = new Operator(adminToken(), admission);
        return scenario("Operator")
                .exec(operator.keepRulesOff())
                .exec(pause(session -> until(measuredAt())))
                .exec(operator.handBack())
                .exec(pause(session -> until(crowdAt())))
                .exec(operator.watchWhile(session -> !isOver()))
                .injectOpen(atOnceUsers(1));
    }

    /**
     * What a step brought beyond the capacity may wait and be accepted later, so a step has the answers that came in its
     * time, whenever their clicks were made.
     */
    private Session count(Session session) {
        long now = clock().millis();
        if (plan.isOfRehearsal(number(session))) {
            return rehearsal.answered(session, now);
        }
        Duration since = Duration.between(stepsAt(), Instant.ofEpochMilli(now));
        return (isOfCrowd(session) ? crowd : steps.get(plan.stepAt(since))).answered(session, now);
    }

    private static long number(Session session) {
        return session.getLong(NUMBER);
    }

    private boolean isOfCrowd(Session session) {
        return plan.isOfCrowd(number(session));
    }

    /** When the crowd comes is known only when the capacity is. */
    private Instant firstMoment(Session session) {
        if (plan.isOfRehearsal(number(session))) {
            return rehearsalAt().plus(randomPartOf(plan.rehearsalTime()));
        }
        return isOfCrowd(session) ? measuredAt() : momentOfStep(session);
    }

    private Instant momentOfStep(Session session) {
        Duration before = plan.step().multipliedBy(plan.stepOf(number(session)));
        return stepsAt().plus(before).plus(randomPartOf(plan.step()));
    }

    private Instant momentOfCrowd() {
        return crowdAt().plus(randomPartOf(crowdTime()));
    }

    private Instant rehearsalAt() {
        return sale().opensAt().plus(settings().arrival()).plus(REST);
    }

    private Instant stepsAt() {
        return rehearsalAt().plus(plan.rehearsalTime()).plus(REST);
    }

    /** Every click of the steps has its answer, or has failed. */
    private Instant measuredAt() {
        return stepsAt().plus(plan.capacityTime()).plus(REST.dividedBy(2));
    }

    private Instant crowdAt() {
        return measuredAt().plus(REST.dividedBy(2));
    }

    private Duration crowdTime() {
        return plan.crowdTime(Math.max(1, OverloadVerdict.capacity(plan, steps())));
    }

    private List<ClickCounts> steps() {
        return steps.subList(0, plan.steps());
    }

    private boolean isOver() {
        Instant end = crowdAt().plus(crowdTime());
        return admission.leftAt().filter(end::isBefore).isPresent()
                || clock().instant().isAfter(end.plus(PATIENCE));
    }

    private Duration until(Instant moment) {
        Duration left = Duration.between(clock().instant(), moment);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration randomPartOf(Duration whole) {
        return Duration.ofMillis((long) (ThreadLocalRandom.current().nextDouble() * whole.toMillis()));
    }

    @Override
    Duration untilOpening() {
        return BEFORE_OPENING;
    }

    @Override
    Map<String, String> ownFigures() {
        OverloadVerdict verdict = new OverloadVerdict(plan, rehearsal, steps(), crowd, admission);
        return ownFigures(verdict.lines(), verdict.missed());
    }
}
