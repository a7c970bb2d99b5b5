package io.flashsale.launcher.fairness;

import io.flashsale.launcher.fairness.Evidence.Decision;
import io.flashsale.launcher.fairness.Finding.Check;
import java.time.Instant;

/** Every sampled decision follows from the buyer's rank and a line that was in force, and its buyer was to be sampled. */
final class DecisionRule implements Trial.Rule {

    @Override
    public void check(Trial trial) {
        for (Decision decision : trial.evidence().decisions()) {
            checkOutcome(trial, decision);
            checkLine(trial, decision);
            checkTime(trial, decision);
            if (trial.ranks() != null) {
                checkBuyer(trial, decision, trial.ranks());
            }
        }
    }

    private static void checkOutcome(Trial trial, Decision decision) {
        if (decision.admitted() != decision.rank() <= decision.line()) {
            trial.find(
                    Check.DECISION,
                    "%s was %s with rank %s and line %s",
                    name(decision),
                    decision.admitted() ? "admitted" : "turned away",
                    decision.rank(),
                    decision.line());
        }
    }

    private static void checkLine(Trial trial, Decision decision) {
        if (decision.sequence() == 0) {
            if (decision.line() != 0) {
                trial.find(Check.DECISION, "%s met the line %s before there was any", name(decision), decision.line());
            }
        } else {
            LineHistory.Rise used = trial.history().rise(decision.sequence());
            if (used == null) {
                trial.find(Check.DECISION, "%s met entry %d, which there is not", name(decision), decision.sequence());
                return;
            }
            if (used.line() != decision.line()) {
                trial.find(
                        Check.DECISION,
                        "%s met the line %s, and entry %d says %s",
                        name(decision),
                        decision.line(),
                        used.sequence(),
                        used.line());
            }
            if (used.at() > decision.at() + trial.feedDelayMillis()) {
                trial.find(
                        Check.DECISION,
                        "%s met entry %d, which was made at %s",
                        name(decision),
                        used.sequence(),
                        Instant.ofEpochMilli(used.at()));
            }
        }
        LineHistory.Rise next = trial.history().rise(decision.sequence() + 1);
        if (next != null && next.at() < decision.at() - trial.feedDelayMillis()) {
            trial.find(
                    Check.DECISION,
                    "%s met entry %d although the next was made %d ms before",
                    name(decision),
                    decision.sequence(),
                    decision.at() - next.at());
        }
    }

    private static void checkTime(Trial trial, Decision decision) {
        Evidence.Sale sale = trial.evidence().sale();
        if (decision.at() < sale.opensAt() - trial.feedDelayMillis()
                || decision.at() > sale.closesAt() + trial.feedDelayMillis()) {
            trial.find(Check.DECISION, "%s: the sale was not open then", name(decision));
        }
    }

    private static void checkBuyer(Trial trial, Decision decision, Ranks ranks) {
        double rank = ranks.rankOf(decision.buyerId());
        if (rank != decision.rank()) {
            trial.find(
                    Check.DECISION,
                    "%s was taken for rank %s, and the key says %s",
                    name(decision),
                    decision.rank(),
                    rank);
        }
        if (!ranks.isSampled(decision.buyerId())) {
            trial.find(Check.DECISION, "%s is told of, and the key samples others", name(decision));
        }
    }

    private static String name(Decision decision) {
        return decision.buyerId() + " at " + Instant.ofEpochMilli(decision.at()) + " at " + decision.edge();
    }
}
