package io.flashsale.inventory.ledger;

import io.flashsale.inventory.redis.SlotStatus;
import io.vertx.mutiny.redis.client.Response;

/** A sale's stock as {@code count-stock.lua} counted it over the holds; all zero unless its status is OK. */
record StockCount(
        SlotStatus status,
        int epoch,
        long version,
        long total,
        long available,
        long held,
        long unconfirmed,
        long paid,
        long returned,
        long outboxEntries) {

    static StockCount parse(Response reply) {
        SlotStatus status = SlotStatus.ofCode(reply.get(0).toInteger());
        if (status != SlotStatus.OK) {
            return new StockCount(status, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        }
        return new StockCount(
                status,
                reply.get(1).toInteger(),
                reply.get(2).toLong(),
                reply.get(3).toLong(),
                reply.get(4).toLong(),
                reply.get(5).toLong(),
                reply.get(6).toLong(),
                reply.get(7).toLong(),
                reply.get(8).toLong(),
                reply.get(9).toLong());
    }

    /** Whether Redis can say where the units are. */
    boolean isKnown() {
        return status == SlotStatus.OK;
    }
}
