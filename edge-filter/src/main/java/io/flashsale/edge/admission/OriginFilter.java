package io.flashsale.edge.admission;

import io.flashsale.edge.addressing.Origins;
import io.flashsale.edge.scoring.BotWatch;

/**
 * Finds out where a click came from and notes when its buyer clicked, for the filters that follow: also of the clicks that
 * those turn away. Turns nobody away itself.
 */
final class OriginFilter implements ClickFilter {

    private final Origins origins;
    private final BotWatch bots;

    OriginFilter(Origins origins, BotWatch bots) {
        this.origins = origins;
        this.bots = bots;
    }

    @Override
    public Drop test(BuyClick click) {
        click.cameFrom(origins.of(click.request()));
        bots.clicked(click.buyerId(), click.atMillis());
        return null;
    }
}
