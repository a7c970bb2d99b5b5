package io.flashsale.edge.buying;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.concurrency.UpstreamLimiter;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Merges the clicks of one event loop into batches, a lane per sale.
 *
 * <p>Natural batching: while a lane's calls are under way the next batch fills, so an idle edge answers a lone click at once
 * and a busy one makes few large calls, without a timer. A lane makes a few calls at a time, so that what a call takes on
 * its way is not lost to the service, and clicks do not wait for the whole of it. Confined to its event loop, hence without
 * locks. Bounded: a lane takes {@code maxWaiting} clicks and is gone when it is empty; a click whose deadline has passed
 * while it waited is answered instead of sent, so a slow inventory-service keeps nobody waiting for more than the calls
 * under way.
 *
 * <p>A click has a permit of inventory-service's limiter from when it is taken in until it was answered, which is in nobody
 * else's hands, the client's least of all. A batch is one measurement: from when its oldest click was taken in.
 */
final class ClickMerger {

    private final BiFunction<String, List<PendingClick>, Future<List<ReservationAnswer>>> sender;
    private final ClickAnswers answers;
    private final UpstreamLimiter limiter;
    private final Clock clock;
    private final int maxBatch;
    private final int maxCalls;
    private final int maxWaiting;
    private final Map<String, Lane> lanes = new HashMap<>();

    ClickMerger(
            BiFunction<String, List<PendingClick>, Future<List<ReservationAnswer>>> sender,
            ClickAnswers answers,
            UpstreamLimiter limiter,
            Clock clock,
            int maxBatch,
            int maxCalls,
            int maxWaiting) {
        this.sender = sender;
        this.answers = answers;
        this.limiter = limiter;
        this.clock = clock;
        this.maxBatch = maxBatch;
        this.maxCalls = maxCalls;
        this.maxWaiting = maxWaiting;
    }

    private static final class Lane {
        private final ArrayDeque<PendingClick> waiting = new ArrayDeque<>();
        private int callsUnderWay;
    }

    /** Takes a click in and answers null, or why it cannot be taken in. Called on this merger's event loop. */
    DropReason add(String saleId, PendingClick click) {
        Lane lane = lanes.get(saleId);
        if (lane != null && lane.waiting.size() >= maxWaiting) {
            return DropReason.QUEUE_FULL;
        }
        limiter.acquire();
        if (lane == null) {
            lane = new Lane();
            lanes.put(saleId, lane);
        }
        click.memory().startsWaiting();
        lane.waiting.add(click);
        if (lane.callsUnderWay < maxCalls) {
            send(saleId, lane);
        }
        return null;
    }

    private void send(String saleId, Lane lane) {
        List<PendingClick> batch = nextBatch(lane);
        if (batch.isEmpty()) {
            removeIfIdle(saleId, lane);
            return;
        }
        lane.callsUnderWay++;
        hand(saleId, batch).onComplete(sent -> {
            lane.callsUnderWay--;
            if (lane.waiting.isEmpty()) {
                removeIfIdle(saleId, lane);
            } else {
                send(saleId, lane);
            }
            answer(batch, sent);
        });
    }

    private void removeIfIdle(String saleId, Lane lane) {
        if (lane.callsUnderWay == 0) {
            lanes.remove(saleId, lane);
        }
    }

    private void answer(List<PendingClick> batch, AsyncResult<List<ReservationAnswer>> sent) {
        try {
            if (sent.succeeded()) {
                answers.answer(batch, sent.result());
            } else {
                answers.fail(batch, sent.cause());
            }
        } finally {
            batch.forEach(click -> click.memory().stopsWaiting());
            limiter.answered(batch.size(), batch.get(0).sinceNanos(), sent.failed());
        }
    }

    private List<PendingClick> nextBatch(Lane lane) {
        long now = clock.millis();
        List<PendingClick> batch = new ArrayList<>(Math.min(maxBatch, lane.waiting.size()));
        while (batch.size() < maxBatch && !lane.waiting.isEmpty()) {
            PendingClick click = lane.waiting.poll();
            if (now > click.deadline()) {
                limiter.giveBack(1);
                click.memory().stopsWaiting();
                answers.expire(click);
            } else {
                batch.add(click);
            }
        }
        return batch;
    }

    /** A sender that throws is a sender that failed: a lane that stayed under way would never answer again. */
    private Future<List<ReservationAnswer>> hand(String saleId, List<PendingClick> batch) {
        try {
            return sender.apply(saleId, batch);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
