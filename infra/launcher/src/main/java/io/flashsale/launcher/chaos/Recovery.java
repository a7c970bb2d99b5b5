package io.flashsale.launcher.chaos;

import io.flashsale.launcher.selling.EdgeClient;
import io.flashsale.launcher.selling.SelfCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * How long it takes until all goes well again: a buyer of its own buys and pays in a sale of its own, and the crowd's
 * sale has sold another unit, or is sold out.
 */
final class Recovery {
    private static final long PAUSE_MILLIS = 50;

    private final SelfCheck check;
    private final EdgeClient edge;
    private final String probeSale;
    private final String crowdSale;
    private final IntSupplier accepted;
    private final CountDownLatch closed;

    Recovery(
            SelfCheck check,
            EdgeClient edge,
            String probeSale,
            String crowdSale,
            IntSupplier accepted,
            CountDownLatch closed) {
        this.check = check;
        this.edge = edge;
        this.probeSale = probeSale;
        this.crowdSale = crowdSale;
        this.accepted = accepted;
        this.closed = closed;
    }

    /** @throws IOException if it does not come within the limit; the message says what was missing */
    Duration await(Duration limit) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int before = accepted.getAsInt();
        check.awaitPurchase(probeSale, limit);
        String state = state();
        while (accepted.getAsInt() == before && !state.equals("SOLD_OUT")) {
            if (System.nanoTime() - begun > limit.toNanos()) {
                throw new IOException("the sale accepts nobody and says it is " + state);
            }
            if (closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("closed");
            }
            state = state();
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private String state() throws InterruptedException {
        try {
            return edge.saleState(crowdSale);
        } catch (IOException e) {
            return "unknown (" + e.getMessage() + ")";
        }
    }
}
