package io.flashsale.edge.admission;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.identity.Passes;
import io.flashsale.problem.Problem;

/** Turns away who has no purchase pass, or one that was made for another buyer or sale, or has run out. */
final class PassFilter implements ClickFilter {

    private static final Drop REQUIRED = Drop.of(DropReason.PASS_REQUIRED, Problem.passRequired());
    private static final Drop INVALID = Drop.of(
            DropReason.PASS_INVALID,
            Problem.passInvalid("The pass is not good for this buyer and sale, or has run out. Ask for a new one."));

    private final Passes passes;

    PassFilter(Passes passes) {
        this.passes = passes;
    }

    @Override
    public Drop test(BuyClick click) {
        String pass = click.pass();
        if (pass == null || pass.isEmpty()) {
            return REQUIRED;
        }
        Passes.Claims claims = passes.read(pass, click.memory().sale().saleId(), click.buyerId());
        if (claims == null) {
            return INVALID;
        }
        click.admittedBy(claims);
        return null;
    }
}
