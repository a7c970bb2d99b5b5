package io.flashsale.payment.provider;

import io.flashsale.payment.Card;

/** The cards whose behaviour the public contract names; every other number behaves like the first. */
enum TestCard {
    SUCCEEDS("4242424242424242"),
    IS_DECLINED("4000000000000002"),
    /** The money is taken and the answer is lost. */
    TIMES_OUT("4000000000000119"),
    /** The decision falls only after the order's hold has ended. */
    SUCCEEDS_LATE("4000000000009995");

    private final String number;

    TestCard(String number) {
        this.number = number;
    }

    static TestCard of(Card card) {
        for (TestCard test : values()) {
            if (test.number.equals(card.number())) {
                return test;
            }
        }
        return SUCCEEDS;
    }
}
