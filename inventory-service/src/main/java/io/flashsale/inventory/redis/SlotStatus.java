package io.flashsale.inventory.redis;

/** How a script found a sale's slot; the codes are those of the scripts' headers, in their order. */
public enum SlotStatus {
    OK,
    UNKNOWN_SALE,
    WRONG_EPOCH,
    RECOVERING,
    NOT_OPEN,
    CLOSED,
    DAMAGED,
    OUTBOX_NOT_EMPTY;

    private static final SlotStatus[] BY_CODE = values();

    /** The status for a script's code. */
    public static SlotStatus ofCode(int code) {
        return BY_CODE[code];
    }

    /** Whether only a rebuild can make the slot answer again. */
    public boolean needsRebuild() {
        return this == UNKNOWN_SALE || this == DAMAGED;
    }
}
