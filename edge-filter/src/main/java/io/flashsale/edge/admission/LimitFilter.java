package io.flashsale.edge.admission;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.answering.Answers.Refusal;
import io.flashsale.edge.limiting.Limits;
import io.flashsale.edge.limiting.Overrun;
import io.flashsale.problem.Problem;
import java.util.EnumMap;
import java.util.Map;

/**
 * Turns away what goes beyond a limit of its buyer, address, class of source or sale, and says when to come again. A
 * repeated click of a buyer who has an order counts like any other.
 */
final class LimitFilter implements ClickFilter {

    /** Waits up to this are answered by answers made in advance; longer ones take a configuration that hardly refills. */
    private static final int LONGEST_PREPARED_SECONDS = 60;

    private final Limits limits;
    private final Map<DropReason, Drop[]> drops = new EnumMap<>(DropReason.class);

    LimitFilter(Limits limits) {
        this.limits = limits;
        prepare(DropReason.BUYER_LIMIT);
        prepare(DropReason.ADDRESS_LIMIT);
        prepare(DropReason.CLASS_LIMIT);
        prepare(DropReason.SALE_LIMIT);
    }

    @Override
    public Drop test(BuyClick click) {
        Overrun overrun = limits.takeForClick(
                click.buyerId(), click.origin(), click.memory().sale().saleId());
        return overrun == null ? null : dropOf(overrun);
    }

    private void prepare(DropReason reason) {
        Drop[] prepared = new Drop[LONGEST_PREPARED_SECONDS];
        for (int seconds = 1; seconds <= LONGEST_PREPARED_SECONDS; seconds++) {
            prepared[seconds - 1] = drop(new Overrun(reason, seconds));
        }
        drops.put(reason, prepared);
    }

    private Drop dropOf(Overrun overrun) {
        return overrun.waitSeconds() <= LONGEST_PREPARED_SECONDS
                ? drops.get(overrun.reason())[overrun.waitSeconds() - 1]
                : drop(overrun);
    }

    private static Drop drop(Overrun overrun) {
        return new Drop(overrun.reason(), Refusal.of(Problem.rateLimited(), overrun.waitSeconds()));
    }
}
