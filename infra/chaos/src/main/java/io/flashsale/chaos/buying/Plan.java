package io.flashsale.chaos.buying;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a buyer means to do with an order that awaits payment. */
public enum Plan {
    PAY(Card.SUCCEEDS),
    /** Pays by two calls at once that carry the same key. */
    PAY_TWICE(Card.SUCCEEDS),
    PAY_WITH_DECLINED_CARD(Card.IS_DECLINED),
    /** The money is taken, and the system finds out by asking. */
    PAY_WITH_TIME_OUT(Card.TIMES_OUT),
    /** The money is taken after the hold has ended, and has to be given back. */
    PAY_TOO_LATE(Card.SUCCEEDS_LATE),
    CANCEL(null),
    LET_EXPIRE(null);

    /** Two of five orders are paid; the units of the others come back. */
    public static final List<Plan> USUAL_MIX = mix(new TreeMap<>(Map.of(
            PAY,
            4,
            PAY_TWICE,
            1,
            PAY_WITH_DECLINED_CARD,
            2,
            PAY_WITH_TIME_OUT,
            2,
            PAY_TOO_LATE,
            2,
            CANCEL,
            5,
            LET_EXPIRE,
            4)));

    private final Card card;

    Plan(Card card) {
        this.card = card;
    }

    /** The test cards of the public contract. */
    private enum Card {
        SUCCEEDS("4242424242424242"),
        IS_DECLINED("4000000000000002"),
        TIMES_OUT("4000000000000119"),
        SUCCEEDS_LATE("4000000000009995");

        private final String number;

        Card(String number) {
            this.number = number;
        }
    }

    boolean pays() {
        return card != null;
    }

    /** Whether the units are gone for good when it works out. */
    boolean keepsUnits() {
        return card == Card.SUCCEEDS || card == Card.TIMES_OUT;
    }

    String cardNumber() {
        return card.number;
    }

    private static List<Plan> mix(Map<Plan, Integer> shares) {
        List<Plan> mix = new ArrayList<>();
        shares.forEach((plan, share) -> mix.addAll(Collections.nCopies(share, plan)));
        return List.copyOf(mix);
    }
}
