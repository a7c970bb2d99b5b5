package io.flashsale.model.sale;

/** One attempt to rebuild a sale's slot, which owns its epoch and may stop between any two of its steps. */
final class Rebuild {

    /** What the attempt does next. */
    enum Step {
        FENCE,
        EMPTY_OUTBOX,
        READ_OFFSETS,
        AWAIT_OFFSETS,
        SNAPSHOT,
        LOAD,
        OPEN,
        OVER
    }

    final long epoch;
    Step next = Step.FENCE;
    int[] offsets;
    OrderBook.LiveOrders liveOrders;

    Rebuild(long epoch) {
        this.epoch = epoch;
    }

    void goOn() {
        next = Step.values()[next.ordinal() + 1];
    }
}
