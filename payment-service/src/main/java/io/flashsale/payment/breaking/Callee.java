package io.flashsale.payment.breaking;

import java.util.List;

/** The names of the circuit breakers: whom payment-service calls. */
public final class Callee {

    /** Asked about orders that no event has told of yet. */
    public static final String ORDER_SERVICE = "order-service";

    /** Takes money, gives it back, and says what became of a charge. */
    public static final String CARD_PROVIDER = "card-provider";

    static final List<String> ALL = List.of(ORDER_SERVICE, CARD_PROVIDER);

    private Callee() {}
}
