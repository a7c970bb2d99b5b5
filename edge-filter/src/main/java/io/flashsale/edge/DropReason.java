package io.flashsale.edge;

import java.util.Locale;

/** Why a click was turned away; every click ends with one of these or is accepted, so the funnel adds up. */
public enum DropReason {
    UNKNOWN_SALE,
    SWITCHED_OFF,
    NOT_OPEN,
    CLOSED,
    SOLD_OUT,
    RECOVERING,
    FEED_LOST,
    UNAUTHENTICATED,
    PASS_REQUIRED,
    PASS_INVALID,
    BUYER_LIMIT,
    ADDRESS_LIMIT,
    SALE_LIMIT,
    CLASS_LIMIT,
    CHALLENGED,
    BOT,
    NOT_DRAWN,
    OVERLOADED,
    INVALID_REQUEST,
    QUEUE_FULL,
    INVENTORY_UNREACHABLE,
    INVENTORY_SOLD_OUT,
    INVENTORY_TOO_FEW_LEFT,
    INVENTORY_BUSY,
    INVENTORY_NOT_OPEN,
    INVENTORY_RECOVERING,
    DEADLINE_PASSED,
    UNKNOWN_OUTCOME;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The reason as metrics and the funnel name it. */
    public String label() {
        return label;
    }
}
