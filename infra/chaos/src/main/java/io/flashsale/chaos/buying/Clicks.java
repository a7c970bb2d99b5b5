package io.flashsale.chaos.buying;

import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.CallKind;
import io.flashsale.chaos.history.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Who presses Buy when: so many clicks a second, whatever the answers. Some are double clicks, some come from buyers who
 * have an order, and who does not know what became of a click mostly clicks again. Runs on the crowd's thread.
 */
final class Clicks {

    static final Duration TICK = Duration.ofMillis(20);

    private static final double TO_WHOM_HAS_NO_ORDER = 0.7;
    private static final int GLANCES = 8;
    private static final double DOUBLE_CLICK = 0.15;
    private static final double CLICK_AGAIN = 0.7;
    private static final double FIRST_SHARE = 0.2;
    private static final Duration BEFORE_CLICKING_AGAIN = Duration.ofMillis(800);

    private final EdgeCalls calls;
    private final Pace pace;
    private final String saleId;
    private final CrowdSettings settings;
    private final List<Buyer> buyers;
    private final Journeys journeys;
    private final Set<String> accepted;
    private final Random random;
    private double owed;
    private long ticks;

    /** @param accepted where the ids of accepted orders are put */
    Clicks(
            EdgeCalls calls,
            Pace pace,
            String saleId,
            CrowdSettings settings,
            List<Buyer> buyers,
            Journeys journeys,
            Set<String> accepted,
            Random random) {
        this.calls = calls;
        this.pace = pace;
        this.saleId = saleId;
        this.settings = settings;
        this.buyers = buyers;
        this.journeys = journeys;
        this.accepted = accepted;
        this.random = random;
    }

    /** Makes the clicks of one {@link #TICK}. */
    void tick() {
        owed += share() * settings.clicksPerSecond() * TICK.toMillis() / 1_000.0;
        ticks++;
        for (; owed >= 1; owed--) {
            Buyer buyer = draw();
            click(buyer);
            if (random.nextDouble() < DOUBLE_CLICK) {
                owed--;
                click(buyer);
            }
        }
    }

    /** Of the clicks there will be a second, those there are now. */
    private double share() {
        long ramp = settings.rampUp().toMillis();
        long passed = ticks * TICK.toMillis();
        return passed >= ramp ? 1 : FIRST_SHARE + (1 - FIRST_SHARE) * passed / ramp;
    }

    private Buyer draw() {
        Buyer drawn = buyers.get(random.nextInt(buyers.size()));
        boolean isChoosy = random.nextDouble() < TO_WHOM_HAS_NO_ORDER;
        for (int glance = 0; isChoosy && drawn.liveOrder != null && glance < GLANCES; glance++) {
            drawn = buyers.get(random.nextInt(buyers.size()));
        }
        return drawn;
    }

    /** One click, or one step of what has to come before the first. */
    private void click(Buyer buyer) {
        if (buyer.pass != null) {
            buy(buyer);
        } else if (!buyer.arriving) {
            pace.hear(Arrival.of(buyer, calls, saleId), hasArrived -> {
                if (hasArrived) {
                    buy(buyer);
                }
            });
        }
    }

    private void buy(Buyer buyer) {
        int quantity = 1 + random.nextInt(settings.perUserLimit());
        pace.hear(calls.buy(buyer, CallKind.BUY, saleId, quantity), answer -> hear(buyer, answer.call()));
    }

    private void hear(Buyer buyer, Call buy) {
        buyer.noteBuy(buy);
        if (buy.isOk()) {
            String orderId = buy.seen().orderId();
            accepted.add(orderId);
            buyer.liveOrder = orderId;
            journeys.begin(buyer, orderId);
        } else if ("pass-invalid".equals(buy.problem())) {
            buyer.pass = null;
        } else if (buy.outcome() == Outcome.UNKNOWN && random.nextDouble() < CLICK_AGAIN) {
            pace.after(BEFORE_CLICKING_AGAIN, () -> click(buyer));
        }
    }
}
