package io.flashsale.edge;

import java.util.Locale;

/** Why a click was turned away; every click ends with one of these or is accepted, so the funnel adds up. */
public enum DropReason {
    UNKNOWN_SALE(Stage.SALE_WINDOW),
    SWITCHED_OFF(Stage.SWITCHES),
    SWITCHES_UNKNOWN(Stage.SWITCHES),
    NOT_OPEN(Stage.SALE_WINDOW),
    CLOSED(Stage.SALE_WINDOW),
    SOLD_OUT(Stage.STOCK),
    RECOVERING(Stage.STOCK),
    FEED_LOST(Stage.STOCK),
    UNAUTHENTICATED(Stage.IDENTITY),
    PASS_REQUIRED(Stage.PASS),
    PASS_INVALID(Stage.PASS),
    BUYER_LIMIT(Stage.LIMITS),
    ADDRESS_LIMIT(Stage.LIMITS),
    SALE_LIMIT(Stage.LIMITS),
    CLASS_LIMIT(Stage.LIMITS),
    CHALLENGED(Stage.BOT_SCORE),
    BOT(Stage.BOT_SCORE),
    NOT_DRAWN(Stage.ADMISSION),
    OVERLOADED(Stage.CONCURRENCY),
    INVALID_REQUEST(Stage.REQUEST),
    QUEUE_FULL(Stage.QUEUE),
    INVENTORY_UNREACHABLE(Stage.QUEUE),
    INVENTORY_SOLD_OUT(Stage.INVENTORY),
    INVENTORY_TOO_FEW_LEFT(Stage.INVENTORY),
    INVENTORY_BUSY(Stage.INVENTORY),
    INVENTORY_NOT_OPEN(Stage.INVENTORY),
    INVENTORY_RECOVERING(Stage.INVENTORY),
    DEADLINE_PASSED(Stage.QUEUE),
    UNKNOWN_OUTCOME(Stage.INVENTORY);

    private final String label = name().toLowerCase(Locale.ROOT);
    private final Stage stage;

    DropReason(Stage stage) {
        this.stage = stage;
    }

    /** The reason as metrics and the funnel name it. */
    public String label() {
        return label;
    }

    /** Where clicks end for this reason. */
    public Stage stage() {
        return stage;
    }
}
