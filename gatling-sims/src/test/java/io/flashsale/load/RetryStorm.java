package io.flashsale.load;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;

/**
 * Everybody presses Buy ten times as fast as answers come, also with an order in hand. Does it win anything?
 *
 * <p>It fails when a buyer with an order is told of another one or of none, or any answer is outside the public contract; that the sale's ledger has
 * as many orders as buyers were told of is for whoever started it to see. See {@link LoadSettings}.
 */
public final class RetryStorm extends Stampede {

    /** Made by Gatling. */
    public RetryStorm() {
        super(LoadSettings.ofRetryStorm(System.getProperties()));
    }

    @Override
    ChainBuilder rush(Journey journey) {
        return exec(journey.click(settings().clicks())).exec(journey.settle(settings(), exec(session -> session)));
    }
}
