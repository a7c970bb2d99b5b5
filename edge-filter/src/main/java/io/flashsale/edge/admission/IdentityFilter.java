package io.flashsale.edge.admission;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.identity.Sessions;
import io.flashsale.problem.Problem;

/** Turns away who is not signed in. */
final class IdentityFilter implements ClickFilter {

    private static final Drop UNAUTHENTICATED =
            Drop.of(DropReason.UNAUTHENTICATED, Problem.unauthenticated("Sign in at /api/session."));

    private final Sessions sessions;

    IdentityFilter(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Drop test(BuyClick click) {
        return click.identify(sessions) ? null : UNAUTHENTICATED;
    }
}
