package io.flashsale.launcher.fairness;

import io.flashsale.launcher.fairness.Evidence.Decision;
import io.flashsale.launcher.fairness.Finding.Check;

/** Every sampled decision follows from the buyer's rank and the line it used, and its buyer was to be sampled. */
final class DecisionRule implements Trial.Rule {

    @Override
    public void check(Trial trial) {
        for (Decision decision : trial.evidence().decisions()) {
            checkOutcome(trial, decision);
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
                    decision.inWords(),
                    decision.admitted() ? "admitted" : "turned away",
                    decision.rank(),
                    decision.line());
        }
    }

    private static void checkTime(Trial trial, Decision decision) {
        Evidence.Sale sale = trial.evidence().sale();
        if (decision.at() < sale.opensAt() - trial.feedDelayMillis()
                || decision.at() > sale.closesAt() + trial.feedDelayMillis()) {
            trial.find(Check.DECISION, "%s: the sale was not open then", decision.inWords());
        }
    }

    private static void checkBuyer(Trial trial, Decision decision, Ranks ranks) {
        double rank = ranks.rankOf(decision.buyerId());
        if (rank != decision.rank()) {
            trial.find(
                    Check.DECISION,
                    "%s was taken for rank %s, and the key says %s",
                    decision.inWords(),
                    decision.rank(),
                    rank);
        }
        if (!ranks.isSampled(decision.buyerId())) {
            trial.find(Check.DECISION, "%s is told of, and the key samples others", decision.inWords());
        }
    }
}
