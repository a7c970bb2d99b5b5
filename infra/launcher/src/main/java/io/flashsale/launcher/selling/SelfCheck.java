package io.flashsale.launcher.selling;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A purchase from the first call to the last: a sale of one unit is opened, bought and paid through the edge.
 *
 * <p>Services come up at their own pace, so every step is tried again until it succeeds or the limit has passed.
 */
public final class SelfCheck {
    private static final long PAUSE_MILLIS = 50;
    private static final SaleOptions SALE =
            SaleOptions.parse("stock=1,title=Self-check,price=1.00,closesIn=60s,hold=30s");

    private final EdgeClient edge;
    private final String adminToken;
    private final Clock clock;
    private final CountDownLatch cancelled = new CountDownLatch(1);

    public SelfCheck(EdgeClient edge, String adminToken, Clock clock) {
        this.edge = edge;
        this.adminToken = adminToken;
        this.clock = clock;
    }

    /**
     * Returns when the purchase is paid.
     *
     * @throws IOException if a step still fails when the limit has passed; the message names it
     */
    public void awaitPurchase(Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        buyAndPay(openSale(SALE, deadline), deadline);
    }

    /** The same with a unit of a sale that is open already. */
    public void awaitPurchase(String saleId, Duration limit) throws IOException, InterruptedException {
        buyAndPay(saleId, System.nanoTime() + limit.toNanos());
    }

    private void buyAndPay(String saleId, long deadline) throws IOException, InterruptedException {
        String user = "self-check-" + UUID.randomUUID();
        String token = eventually(deadline, () -> edge.signIn(user));
        String pass = eventually(deadline, () -> edge.pass(token, saleId));
        String orderId = eventually(deadline, () -> edge.buy(token, pass, saleId));
        awaitStatus(token, orderId, "PENDING_PAYMENT", deadline);
        pay(token, orderId, deadline);
        awaitStatus(token, orderId, "PAID", deadline);
    }

    /** A payment that fails, as one may whose provider cannot be reached, is made again as people do. */
    private void pay(String token, String orderId, long deadline) throws IOException, InterruptedException {
        String key = UUID.randomUUID().toString();
        while (eventually(deadline, payAndSeeWhetherItFailed(token, orderId, key))) {
            key = UUID.randomUUID().toString();
        }
    }

    private Step<Boolean> payAndSeeWhetherItFailed(String token, String orderId, String key) {
        boolean[] isMade = new boolean[1];
        return () -> {
            if (!isMade[0]) {
                payUnlessUnderWay(token, orderId, key);
                isMade[0] = true;
            }
            EdgeClient.OrderState order = edge.order(token, orderId);
            if (order.payment().equals("SUCCEEDED") || order.status().equals("PAID")) {
                return false;
            }
            if (order.payment().equals("FAILED")) {
                return true;
            }
            throw new IOException(
                    "the order is " + order.status() + " where PAID is expected, its payment " + order.payment());
        };
    }

    /** What is told of a payment may be old while a part of the system is away: then a newer one is under way already. */
    private void payUnlessUnderWay(String token, String orderId, String key) throws IOException, InterruptedException {
        try {
            edge.pay(token, orderId, key);
        } catch (EdgeClient.UnexpectedAnswerException e) {
            if (!e.isConflict()) {
                throw e;
            }
        }
    }

    /**
     * Opens a sale.
     *
     * @return the sale's id
     */
    public String openSale(SaleOptions sale, Duration limit) throws IOException, InterruptedException {
        return openSale(sale, System.nanoTime() + limit.toNanos());
    }

    /** Makes a waiting check give up. */
    public void cancel() {
        cancelled.countDown();
    }

    private String openSale(SaleOptions sale, long deadline) throws IOException, InterruptedException {
        return eventually(deadline, () -> edge.createSale(adminToken, sale.toRequest(clock.instant())));
    }

    private void awaitStatus(String token, String orderId, String wanted, long deadline)
            throws IOException, InterruptedException {
        eventually(deadline, () -> {
            String status = edge.order(token, orderId).status();
            if (!status.equals(wanted)) {
                throw new IOException("the order is " + status + " where " + wanted + " is expected");
            }
            return status;
        });
    }

    private <T> T eventually(long deadline, Step<T> step) throws IOException, InterruptedException {
        while (true) {
            try {
                return step.run();
            } catch (EdgeClient.UnexpectedAnswerException e) {
                if (e.isFinal() || System.nanoTime() > deadline) {
                    throw e;
                }
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
            if (cancelled.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("cancelled");
            }
        }
    }

    private interface Step<T> {
        T run() throws IOException, InterruptedException;
    }
}
