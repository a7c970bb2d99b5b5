package io.flashsale.launcher.fairness;

import io.flashsale.launcher.fairness.Evidence.Told;
import io.flashsale.launcher.fairness.Finding.Check;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** The key is the one that was committed to, once and before the opening. */
final class CommitmentRule implements Trial.Rule {

    @Override
    public void check(Trial trial) {
        Evidence.Sale sale = trial.evidence().sale();
        List<Told> told = trial.evidence().told();
        if (told.isEmpty()) {
            trial.find(Check.COMMITMENT, "no commitment was ever told");
            return;
        }
        Told first = told.get(0);
        if (first.at() >= sale.opensAt() && !trial.evidence().toldFromTheBeginning()) {
            trial.leaveUnchecked("what was told of the commitment before "
                    + Instant.ofEpochMilli(first.at())
                    + ": the topic has forgotten it; compare " + first.commitment() + " with what you were shown");
        } else if (first.at() >= sale.opensAt()) {
            trial.find(
                    Check.COMMITMENT,
                    "the commitment was first told at %s, and the sale opened at %s",
                    Instant.ofEpochMilli(first.at()),
                    Instant.ofEpochMilli(sale.opensAt()));
        }
        for (Told later : told) {
            if (!later.commitment().equals(first.commitment())) {
                trial.find(
                        Check.COMMITMENT,
                        "the commitment was changed at %s from %s to %s",
                        Instant.ofEpochMilli(later.at()),
                        first.commitment(),
                        later.commitment());
            }
        }
        checkKey(trial, sale, first.commitment());
    }

    private static void checkKey(Trial trial, Evidence.Sale sale, String commitment) {
        if (!sale.closed()) {
            trial.leaveUnchecked("the key, the ranks and who was to be sampled: the sale has not closed");
            if (sale.key() != null) {
                trial.find(Check.COMMITMENT, "the key is known although the sale has not closed");
            }
        } else if (sale.key() == null) {
            trial.find(Check.COMMITMENT, "the sale has closed and its key is not shown");
        } else if (!Digests.isHex(sale.key())) {
            trial.find(Check.COMMITMENT, "the key is not 32 bytes in hex");
        } else if (!Digests.of(HexFormat.of().parseHex(sale.key())).equals(commitment)) {
            trial.find(Check.COMMITMENT, "the key does not match the commitment %s", commitment);
        }
    }
}
