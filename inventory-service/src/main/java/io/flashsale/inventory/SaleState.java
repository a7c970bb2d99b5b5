package io.flashsale.inventory;

/** How far a sale has come, as MySQL keeps it; whether its window is open is a matter of the clock. */
public enum SaleState {
    /** Defined; its slot in Redis does not exist yet. */
    SCHEDULED,
    /** Its slot is being built or rebuilt; every click is told "sold out for now". */
    RECOVERING,
    /** Its slot is loaded and answers clicks while the window is open. */
    OPEN,
    /** Over: closed, and every hold has ended one way or the other. */
    CLOSED
}
