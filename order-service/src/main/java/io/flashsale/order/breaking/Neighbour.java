package io.flashsale.order.breaking;

import java.util.List;

/** The names of the circuit breakers: the services that order-service calls. */
public final class Neighbour {

    /** Asked for holds. */
    public static final String INVENTORY = "inventory-service";

    /** Asked for payments under way. */
    public static final String PAYMENT = "payment-service";

    static final List<String> ALL = List.of(INVENTORY, PAYMENT);

    private Neighbour() {}
}
