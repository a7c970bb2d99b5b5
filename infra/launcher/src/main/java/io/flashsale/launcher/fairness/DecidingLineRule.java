package io.flashsale.launcher.fairness;

import io.flashsale.launcher.fairness.Evidence.Decision;
import io.flashsale.launcher.fairness.Finding.Check;
import java.time.Instant;

/**
 * Every sampled decision used a line that was in force: the sale's own, or what a switch had set in its place. Either may be
 * a feed's delay old.
 */
final class DecidingLineRule implements Trial.Rule {

    @Override
    public void check(Trial trial) {
        int unexplained = 0;
        for (Decision decision : trial.evidence().decisions()) {
            if (decision.sequence() != 0 && trial.history().rise(decision.sequence()) == null) {
                trial.find(
                        Check.DECISION, "%s met entry %d, which there is not", decision.inWords(), decision.sequence());
                continue;
            }
            checkAge(trial, decision);
            unexplained += isExplained(trial, decision) ? 0 : 1;
        }
        if (unexplained > 0) {
            trial.leaveUnchecked("the line of " + unexplained + " decisions that a switch is said to have set: what the"
                    + " switches were then is not known");
        }
    }

    private static void checkAge(Trial trial, Decision decision) {
        LineHistory.Rise used = trial.history().rise(decision.sequence());
        if (used != null && used.at() > decision.at() + trial.feedDelayMillis()) {
            trial.find(
                    Check.DECISION,
                    "%s met entry %d, which was made at %s",
                    decision.inWords(),
                    used.sequence(),
                    Instant.ofEpochMilli(used.at()));
        }
        LineHistory.Rise next = trial.history().rise(decision.sequence() + 1);
        if (next != null && next.at() < decision.at() - trial.feedDelayMillis()) {
            trial.find(
                    Check.DECISION,
                    "%s met entry %d although the next was made %d ms before",
                    decision.inWords(),
                    decision.sequence(),
                    decision.at() - next.at());
        }
    }

    /** False when a switch is said to have set the line, and nobody knows what the switches were then. */
    private static boolean isExplained(Trial trial, Decision decision) {
        double own = trial.history().lineAt(decision.sequence());
        if (decision.overridden() != (decision.line() != own)) {
            trial.find(
                    Check.DECISION,
                    "%s met the line %s and is said to have met %s, which was %s",
                    decision.inWords(),
                    decision.line(),
                    decision.overridden() ? "another than the sale's own" : "the sale's own",
                    own);
            return true;
        }
        long first = decision.at() - trial.feedDelayMillis();
        if (!trial.switches().isKnownSince(first)) {
            return !decision.overridden();
        }
        if (!trial.switches().allows(decision.line(), own, first, decision.at() + trial.feedDelayMillis())) {
            trial.find(
                    Check.DECISION,
                    "%s met the line %s, the sale's own was %s, and no switch made that of it",
                    decision.inWords(),
                    decision.line(),
                    own);
        }
        return true;
    }
}
