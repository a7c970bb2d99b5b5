package io.flashsale.edge.admission;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.identity.Sessions;
import io.flashsale.edge.switching.SwitchBoard;
import io.flashsale.problem.Problem;

/**
 * Answers "sold out for now" while the switch of all sales or of this one is on, whoever set it, and before this edge knows
 * whether one is.
 *
 * <p>As on a sale that is sold out, a buyer who has a click under way or an order passes: the switch stops selling, and a
 * repeated click still answers with the order. It takes no stock.
 */
final class SwitchFilter implements ClickFilter {

    private static final Drop NOT_HEARD_YET = Drop.of(DropReason.SWITCHES_UNKNOWN, Problem.soldOut(false));
    private static final Drop SWITCHED_OFF = Drop.of(DropReason.SWITCHED_OFF, Problem.soldOut(false));

    private final SwitchBoard switches;
    private final Sessions sessions;

    SwitchFilter(SwitchBoard switches, Sessions sessions) {
        this.switches = switches;
        this.sessions = sessions;
    }

    @Override
    public Drop test(BuyClick click) {
        Drop drop = stateDrop(click);
        return drop == null || click.isOfContender(sessions) ? null : drop;
    }

    private Drop stateDrop(BuyClick click) {
        if (!switches.isKnown()) {
            return NOT_HEARD_YET;
        }
        return switches.isSoldOut(click.memory().sale().saleId()) ? SWITCHED_OFF : null;
    }
}
