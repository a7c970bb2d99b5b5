package io.flashsale.launcher.fairness;

import java.time.Duration;
import java.util.List;

/** Judges a sale by every rule. */
public final class FairnessVerifier {

    private static final List<Trial.Rule> RULES = List.of(
            new CommitmentRule(),
            new LineRule(),
            new DecisionRule(),
            new DecidingLineRule(),
            new WinnerRule(),
            new PublicationRule());

    private FairnessVerifier() {}

    /**
     * What was found.
     *
     * @param findings empty when nothing contradicts the rules
     * @param unchecked what could not be judged by this evidence, and why
     * @param overrides what decided in place of the sale's own line, when, and who wanted it
     */
    public record Verdict(List<Finding> findings, List<String> unchecked, List<String> overrides) {}

    /**
     * Judges.
     *
     * @param feedDelay how much later than it was raised an edge may still not know a line, and how far clocks may be apart
     */
    public static Verdict verify(Evidence evidence, Duration feedDelay) {
        Trial trial = new Trial(evidence, feedDelay);
        RULES.forEach(rule -> rule.check(trial));
        Evidence.Sale sale = evidence.sale();
        return new Verdict(
                trial.findings(), trial.unchecked(), trial.switches().describe(sale.opensAt(), sale.closesAt()));
    }
}
