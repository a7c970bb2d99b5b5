package io.flashsale.order.allotment;

import io.flashsale.order.OrderId;
import io.flashsale.order.consuming.EventFields;
import io.flashsale.order.consuming.UnreadableEventException;
import java.util.regex.Pattern;

/**
 * What order-service keeps of a SaleChanged event.
 *
 * @param epoch first half of the state's age
 * @param version second half; a state is newer when its (epoch, version) is greater
 */
record SaleTerms(
        String saleId, long epoch, long version, int total, long priceMinor, String currency, int holdSeconds) {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    /** Together with the largest quantity of a reservation, no amount can overflow. */
    private static final long MAX_PRICE_MINOR = 1_000_000_000_000L;

    static SaleTerms read(EventFields event) throws UnreadableEventException {
        event.demand("type", "SaleChanged");
        return new SaleTerms(
                event.text("saleId", OrderId.SALE_ID),
                event.number("epoch", 0, Long.MAX_VALUE),
                event.number("version", 0, Long.MAX_VALUE),
                (int) event.number("total", 1, Integer.MAX_VALUE),
                event.number("priceMinor", 0, MAX_PRICE_MINOR),
                event.text("currency", CURRENCY),
                (int) event.number("holdSeconds", 1, Integer.MAX_VALUE));
    }

    boolean isNewerThan(SaleTerms other) {
        return epoch != other.epoch ? epoch > other.epoch : version > other.version;
    }
}
