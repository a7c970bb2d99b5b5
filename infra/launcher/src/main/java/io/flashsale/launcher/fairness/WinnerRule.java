package io.flashsale.launcher.fairness;

import io.flashsale.launcher.fairness.Evidence.Decision;
import io.flashsale.launcher.fairness.Evidence.Winner;
import io.flashsale.launcher.fairness.Finding.Check;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Nobody got an order whose rank was above every line until then; of all orders, not only of sampled buyers'. A line is
 * also what a switch set in its place; where no switch is known to have done so, the sale's own counts.
 *
 * <p>A sale in mode {@code open} has no line to be above. That a sampled winner's decision is missing is told and is no
 * finding: an edge that was killed takes what it had not told yet with it.
 */
final class WinnerRule implements Trial.Rule {

    private static final String WITHOUT_LINE = "open";

    @Override
    public void check(Trial trial) {
        Evidence evidence = trial.evidence();
        if (evidence.sale().mode().equals(WITHOUT_LINE)) {
            trial.leaveUnchecked("ranks of winners: a sale in mode open has no line");
            return;
        }
        Ranks ranks = trial.ranks();
        if (ranks == null) {
            return;
        }
        Set<String> admitted = evidence.decisions().stream()
                .filter(Decision::admitted)
                .map(Decision::buyerId)
                .collect(Collectors.toSet());
        int missing = 0;
        for (Winner winner : evidence.winners()) {
            double rank = ranks.rankOf(winner.buyerId());
            long last = winner.at() + trial.feedDelayMillis();
            double line = trial.switches()
                    .highest(
                            trial.history().highestUntil(last),
                            evidence.sale().opensAt() - trial.feedDelayMillis(),
                            last);
            if (rank > line) {
                trial.find(
                        Check.WINNER,
                        "%s has the order %s with rank %s, and no line up to then was above %s",
                        winner.buyerId(),
                        winner.orderId(),
                        rank,
                        line);
            }
            missing += ranks.isSampled(winner.buyerId()) && !admitted.contains(winner.buyerId()) ? 1 : 0;
        }
        if (missing > 0) {
            trial.leaveUnchecked("the decisions on " + missing
                    + " sampled winners: no edge has told of them (one that is killed loses what it has not told yet, and one"
                    + " whose filter was off had none to tell)");
        }
    }
}
