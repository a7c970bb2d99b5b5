package io.flashsale.model;

/** The condition of a sale's slot. */
public enum SlotStatus {
    /** No key exists. */
    ABSENT,
    /** Fenced: only a load at the same epoch, or a higher fence, changes it. */
    RECOVERING,
    /** Loaded: it reserves and settles. */
    OPEN
}
