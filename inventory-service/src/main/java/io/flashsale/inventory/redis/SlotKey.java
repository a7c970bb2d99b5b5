package io.flashsale.inventory.redis;

import java.util.Locale;

/** The keys that make up a sale's slot; the sale's id is their hash tag, so they live on one node. */
public enum SlotKey {
    SALE,
    HOLDS,
    BUYERS,
    UNCONFIRMED,
    OUTBOX,
    LEASE,
    DEMAND;

    private final String suffix = ":" + name().toLowerCase(Locale.ROOT);

    /** This key's name in the slot of the given sale. */
    public String of(String saleId) {
        return "flashsale:{" + saleId + "}" + suffix;
    }
}
