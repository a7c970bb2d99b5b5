package io.flashsale.order;

import java.util.regex.Pattern;

/** The form of identifiers. An order id names its sale before the first {@code -}; the rest is inventory-service's. */
public final class OrderId {

    /** What a sale id looks like. */
    public static final Pattern SALE_ID = Pattern.compile("[a-z0-9]{4,32}");

    /** What an order id looks like; the lengths are those of its column. */
    public static final Pattern ORDER_ID = Pattern.compile("[a-z0-9]{4,32}-\\d{1,19}-\\d{1,19}");

    /** What a buyer id looks like. */
    public static final Pattern BUYER_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private OrderId() {}

    /** Whether {@code text} can be an order's id at all; null cannot. */
    public static boolean isValid(String text) {
        return text != null && ORDER_ID.matcher(text).matches();
    }

    /** The sale that a valid order id names. */
    public static String saleOf(String orderId) {
        return orderId.substring(0, orderId.indexOf('-'));
    }
}
