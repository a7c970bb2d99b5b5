package io.flashsale.order.querying;

/**
 * What inventory-service says of units it has set aside.
 *
 * @param priceMinor price of one unit in minor units of {@code currency}
 */
record Hold(String orderId, String saleId, String buyerId, int quantity, long priceMinor, String currency) {}
