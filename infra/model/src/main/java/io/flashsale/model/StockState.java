package io.flashsale.model;

import java.util.List;
import java.util.Map;

/**
 * Everything a slot holds at one moment, in units and counts; two slots are alike when their states are equal.
 *
 * <p>While RECOVERING the figures and holds are those from before the fence: orders that are not in MySQL yet stay
 * readable, nothing else may be concluded from them.
 *
 * @param epoch 0 when absent
 * @param sequence orders minted in this epoch
 * @param version 1 after the load, then one more for each reservation and each settlement that was applied
 * @param held units of all holds
 * @param unconfirmed units of the holds that are UNCONFIRMED
 * @param paid units of the holds that are PAID
 * @param returned units of closed orders that have come back
 * @param holds by order id
 * @param buyers order id by buyer
 * @param outbox reservations that Kafka has not acknowledged, oldest first
 */
public record StockState(
        SlotStatus status,
        long epoch,
        long sequence,
        long version,
        SaleTerms terms,
        int available,
        int held,
        int unconfirmed,
        int paid,
        int returned,
        Map<String, Hold> holds,
        Map<String, String> buyers,
        List<Reservation> outbox) {}
