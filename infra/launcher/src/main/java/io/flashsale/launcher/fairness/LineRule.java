package io.flashsale.launcher.fairness;

import io.flashsale.launcher.fairness.Evidence.LineEntry;
import io.flashsale.launcher.fairness.Finding.Check;

/** The line's history is an unbroken chain without gaps, of this sale, that only rises. */
final class LineRule implements Trial.Rule {

    private static final String BEFORE_THE_FIRST = "0".repeat(64);

    @Override
    public void check(Trial trial) {
        LineEntry before = null;
        double highest = 0;
        for (LineEntry entry : trial.history().entries()) {
            checkChain(trial, entry, before);
            LineHistory.Rise rise = trial.history().rise(entry.sequence());
            if (rise == null) {
                trial.find(Check.LINE, "entry %d has no line or no time that can be read", entry.sequence());
            } else {
                if (!(rise.line() >= 0 && rise.line() <= 1)) {
                    trial.find(Check.LINE, "entry %d has the line %s", entry.sequence(), entry.line());
                }
                if (rise.line() < highest) {
                    trial.find(Check.LINE, "entry %d lowers the line to %s", entry.sequence(), entry.line());
                }
                highest = Math.max(highest, rise.line());
            }
            before = entry;
        }
    }

    private static void checkChain(Trial trial, LineEntry entry, LineEntry before) {
        int expected = before == null ? 1 : before.sequence() + 1;
        if (entry.sequence() != expected) {
            trial.find(Check.LINE, "entry %d stands where %d should", entry.sequence(), expected);
        }
        if (!entry.saleId().equals(trial.evidence().sale().saleId())) {
            trial.find(Check.LINE, "entry %d is of the sale %s", entry.sequence(), entry.saleId());
        }
        if (!entry.previous().equals(before == null ? BEFORE_THE_FIRST : before.hash())) {
            trial.find(Check.LINE, "entry %d does not continue the one before", entry.sequence());
        }
        if (!entry.hash().equals(hashOf(entry))) {
            trial.find(Check.LINE, "entry %d does not have the hash of what it says", entry.sequence());
        }
    }

    static String hashOf(LineEntry entry) {
        return Digests.ofText(String.join(
                "|", entry.previous(), entry.saleId(), Integer.toString(entry.sequence()), entry.line(), entry.time()));
    }
}
