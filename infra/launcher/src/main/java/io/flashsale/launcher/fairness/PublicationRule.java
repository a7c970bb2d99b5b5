package io.flashsale.launcher.fairness;

import io.flashsale.launcher.fairness.Evidence.LineEntry;
import io.flashsale.launcher.fairness.Evidence.Publication;
import io.flashsale.launcher.fairness.Evidence.PublishedLine;
import io.flashsale.launcher.fairness.Finding.Check;
import java.util.Objects;

/** What an edge shows to everybody is what was told inside; it may be a feed's delay behind. */
final class PublicationRule implements Trial.Rule {

    @Override
    public void check(Trial trial) {
        Evidence.Sale sale = trial.evidence().sale();
        Publication published = trial.evidence().published();
        if (published == null) {
            trial.leaveUnchecked("what edges show: no edge was asked");
            return;
        }
        if (!published.mode().equals(sale.mode())) {
            trial.find(Check.PUBLICATION, "the mode is %s, and %s is shown", sale.mode(), published.mode());
        }
        if (trial.evidence().told().stream().noneMatch(told -> told.commitment().equals(published.commitment()))) {
            trial.find(Check.PUBLICATION, "the commitment %s is shown, which was never told", published.commitment());
        }
        if (!sale.closed() && published.key() != null) {
            trial.find(Check.PUBLICATION, "the key is shown although the sale has not closed");
        } else if (sale.closed() && !Objects.equals(published.key(), sale.key())) {
            trial.find(Check.PUBLICATION, "the key that is shown is not the sale's");
        }
        checkLines(trial, published);
    }

    private static void checkLines(Trial trial, Publication published) {
        int expected = 1;
        double last = 0;
        for (PublishedLine shown : published.lines()) {
            if (shown.sequence() != expected) {
                trial.find(Check.PUBLICATION, "entry %d is shown where %d should", shown.sequence(), expected);
            }
            LineEntry entry = trial.history().entry(shown.sequence());
            LineHistory.Rise rise = trial.history().rise(shown.sequence());
            if (entry == null || rise == null) {
                trial.find(Check.PUBLICATION, "entry %d is shown, which there is not", shown.sequence());
            } else if (rise.line() != shown.line()
                    || !entry.time().equals(shown.time())
                    || !entry.hash().equals(shown.hash())) {
                trial.find(Check.PUBLICATION, "entry %d is shown as another than it is", shown.sequence());
            }
            last = shown.line();
            expected++;
        }
        Evidence.Sale sale = trial.evidence().sale();
        double inForce = Math.max(last, sale.leastLine());
        boolean beforeTheOpening =
                !sale.closed() && published.line() == 0 && published.lines().isEmpty();
        if (published.line() != inForce && !beforeTheOpening) {
            trial.find(Check.PUBLICATION, "the line %s is shown, and it was %s", published.line(), inForce);
        }
    }
}
