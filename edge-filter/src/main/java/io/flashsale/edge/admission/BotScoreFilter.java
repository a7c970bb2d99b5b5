package io.flashsale.edge.admission;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.identity.Passes;
import io.flashsale.edge.scoring.BotWatch;
import io.flashsale.edge.scoring.Judgement;
import io.flashsale.problem.Problem;

/**
 * Turns away who looks like a bot: with a pass that proves too little work, until there is one that proves enough; beyond
 * the second threshold with "sold out for now", which tells nothing. Buyers who have an order are let through, because a
 * repeated click answers with that order and wins nothing.
 */
final class BotScoreFilter implements ClickFilter {

    private static final Drop CHALLENGED =
            Drop.of(DropReason.CHALLENGED, Problem.passInvalid("This sale asks for a check. Ask for a new pass."));
    private static final Drop BOT = Drop.of(DropReason.BOT, Problem.soldOut(false));

    private final BotWatch bots;

    BotScoreFilter(BotWatch bots) {
        this.bots = bots;
    }

    @Override
    public Drop test(BuyClick click) {
        if (click.memory().isContender(click.buyerId())) {
            return null;
        }
        Judgement judgement = bots.judgeClick(
                click.buyerId(), click.origin(), click.request().headers(), passToClickMillis(click), click.atMillis());
        if (judgement.isDrop()) {
            return BOT;
        }
        if (click.passClaims().provedBits() >= judgement.bits()) {
            return null;
        }
        click.costs(judgement.bits());
        return CHALLENGED;
    }

    @Override
    public void turnedAway(BuyClick click) {
        if (click.costBits() > 0) {
            bots.owes(click.buyerId(), click.costBits());
        }
    }

    /** Infinite after work: who had pressed Buy before it is due no second look at how quickly the click follows. */
    private static double passToClickMillis(BuyClick click) {
        Passes.Claims pass = click.passClaims();
        return pass.provedBits() > 0 ? Double.POSITIVE_INFINITY : click.atMillis() - pass.issuedMillis();
    }
}
