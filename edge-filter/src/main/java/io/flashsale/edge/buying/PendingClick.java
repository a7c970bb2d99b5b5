package io.flashsale.edge.buying;

import io.flashsale.edge.selling.SaleMemory;
import io.vertx.core.http.HttpServerResponse;

/**
 * An admitted click that waits for its answer.
 *
 * @param buyerId who clicked
 * @param quantity units wanted
 * @param deadline epoch milliseconds after which no stock may be taken for it
 * @param traceparent W3C trace context, or null
 * @param sinceNanos when it began to wait, by its limiter's clock
 */
record PendingClick(
        SaleMemory memory,
        String buyerId,
        int quantity,
        long deadline,
        String traceparent,
        long sinceNanos,
        HttpServerResponse response) {}
