package io.flashsale.inventory;

/** What became of one click. The first seven are the codes of {@code reserve-stock.lua}, in its order. */
public enum Outcome {
    RESERVED,
    ALREADY_RESERVED,
    SOLD_OUT,
    TOO_FEW_LEFT,
    BUSY,
    EXPIRED,
    INVALID_QUANTITY,
    NOT_OPEN,
    CLOSED,
    RECOVERING,
    UNKNOWN_SALE;

    private static final Outcome[] BY_CODE = values();

    /** The outcome of a click for the code that the script gave it. */
    public static Outcome ofCode(int code) {
        if (code < 0 || code > INVALID_QUANTITY.ordinal()) {
            throw new IllegalArgumentException("reserve-stock answered a code it does not document: " + code);
        }
        return BY_CODE[code];
    }
}
