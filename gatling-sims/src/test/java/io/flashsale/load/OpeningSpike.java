package io.flashsale.load;

import static io.gatling.javaapi.core.CoreDsl.exec;

import io.gatling.javaapi.core.ChainBuilder;
import java.time.Duration;

/**
 * The opening of a sale: buyers arrive, sign in and wait; in the first seconds all of them click, and click again when
 * they are turned away; some of those who get an order pay it, the others leave it. Does the sale survive it?
 *
 * <p>It fails when any answer is outside the public contract, a repeated click names another order, an order does not
 * reach the database or a paid one does not become PAID, or answers are slow. See {@link LoadSettings}.
 */
public final class OpeningSpike extends Stampede {
    private static final Duration LEAST_THOUGHT = Duration.ofMillis(500);
    private static final Duration MOST_THOUGHT = Duration.ofMillis(2_000);

    /** Made by Gatling. */
    public OpeningSpike() {
        super(LoadSettings.ofStampede(System.getProperties()));
    }

    @Override
    ChainBuilder rush(Journey journey) {
        return exec(journey.clickAndThink(settings().clicks(), LEAST_THOUGHT, MOST_THOUGHT))
                .exec(journey.settle(settings(), exec(session -> session)));
    }
}
