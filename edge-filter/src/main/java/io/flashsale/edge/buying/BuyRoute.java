package io.flashsale.edge.buying;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.admission.BuyClick;
import io.flashsale.edge.admission.Drop;
import io.flashsale.edge.admission.FilterChain;
import io.flashsale.edge.answering.Answers.Refusal;
import io.flashsale.edge.answering.JsonBody;
import io.flashsale.edge.answering.WholeBody;
import io.flashsale.edge.concurrency.Limiters;
import io.flashsale.edge.concurrency.UpstreamLimiter;
import io.flashsale.edge.identity.Operators;
import io.flashsale.edge.selling.SaleBoard;
import io.flashsale.edge.selling.SaleMemory;
import io.flashsale.problem.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.regex.Pattern;

/** {@code POST /api/sales/{saleId}/orders}: a press of the Buy button. */
@Singleton
final class BuyRoute {

    private static final Refusal NO_SUCH_SALE = Refusal.of(Problem.notFound("There is no such sale."));
    private static final Refusal SOLD_OUT_FOR_NOW = Refusal.of(Problem.soldOut(false));
    private static final CharSequence DROP_REASON = HttpHeaders.createOptimized("X-Drop-Reason");
    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final SaleBoard board;
    private final FilterChain filters;
    private final Operators operators;
    private final BuyingConfig config;
    private final Clock clock;
    private final UpstreamLimiter limiter;
    private final WholeBody body;
    private final ThreadLocal<ClickMerger> mergers;
    private final Counter unknownSale;
    private final Counter notHeardYet;

    BuyRoute(
            SaleBoard board,
            FilterChain filters,
            Operators operators,
            ReservationClient client,
            BuyingConfig config,
            Limiters limiters,
            Clock clock,
            MeterRegistry metrics) {
        this.unknownSale = unknown(metrics, DropReason.UNKNOWN_SALE);
        this.notHeardYet = unknown(metrics, DropReason.FEED_LOST);
        this.board = board;
        this.filters = filters;
        this.operators = operators;
        this.config = config;
        this.clock = clock;
        this.limiter = limiters.clicks();
        this.body = new WholeBody(JsonBody.MAX_BYTES, config.deadline());
        ClickAnswers answers = new ClickAnswers();
        this.mergers = ThreadLocal.withInitial(() -> new ClickMerger(
                client::reserve, answers, limiter, clock, config.maxBatch(), config.maxCalls(), config.maxWaiting()));
    }

    void register(@Observes Router router) {
        // Compared with a path before the other routes are: in a stampede next to nothing else is called.
        router.post("/api/sales/:saleId/orders").order(-1).handler(this::buy);
    }

    private void buy(RoutingContext route) {
        SaleMemory memory = board.find(route.pathParam("saleId"));
        if (memory == null) {
            refuseUnknown(route);
            return;
        }
        BuyClick click = new BuyClick(route.request(), memory, clock.millis());
        Drop drop = filters.test(click);
        if (drop != null) {
            memory.dropped(drop.reason());
            if (operators.mayKnowReasons(route.request())) {
                route.response().putHeader(DROP_REASON, drop.reason().label());
            }
            drop.refusal().send(route.response());
            return;
        }
        body.read(
                route.request(), bytes -> take(click, bytes, route), () -> memory.dropped(DropReason.INVALID_REQUEST));
    }

    private static Counter unknown(MeterRegistry metrics, DropReason reason) {
        return metrics.counter(SaleBoard.CLICKS, "sale", "unknown", "outcome", "dropped", "reason", reason.label());
    }

    private void refuseUnknown(RoutingContext route) {
        if (board.isComplete()) {
            unknownSale.increment();
            NO_SUCH_SALE.send(route.response());
        } else {
            notHeardYet.increment();
            SOLD_OUT_FOR_NOW.send(route.response());
        }
    }

    private void take(BuyClick click, Buffer body, RoutingContext route) {
        SaleMemory memory = click.memory();
        int quantity = quantity(body, memory.sale().perUserLimit());
        if (quantity <= 0) {
            memory.dropped(DropReason.INVALID_REQUEST);
            refuseQuantity(body, memory).send(route.response());
            return;
        }
        // Not before the body was there: who holds it back would be a contender for as long as they wish.
        memory.clicked(click.buyerId());
        PendingClick pending = new PendingClick(
                memory,
                click.buyerId(),
                quantity,
                click.atMillis() + config.deadline().toMillis(),
                traceparent(click),
                limiter.nanos(),
                route.response());
        DropReason full = mergers.get().add(memory.sale().saleId(), pending);
        if (full != null) {
            memory.droppedAfterClick(click.buyerId(), full);
            SOLD_OUT_FOR_NOW.send(route.response());
        }
    }

    /** The quantity asked for; 1 without a body, 0 when it is none that this sale takes, -1 when the body is no object. */
    private static int quantity(Buffer body, int perUserLimit) {
        if (body.length() == 0) {
            return 1;
        }
        try {
            if (!(Json.decodeValue(body) instanceof JsonObject object)) {
                return -1;
            }
            Object quantity = object.getValue("quantity", 1);
            return quantity instanceof Integer units && units >= 1 && units <= perUserLimit ? units : 0;
        } catch (DecodeException e) {
            return -1;
        }
    }

    private static Refusal refuseQuantity(Buffer body, SaleMemory memory) {
        int limit = memory.sale().perUserLimit();
        return Refusal.of(
                quantity(body, limit) < 0
                        ? Problem.invalidRequest("body", "must be a JSON object")
                        : Problem.invalidRequest("quantity", "must be a whole number from 1 to " + limit));
    }

    private static String traceparent(BuyClick click) {
        String claimed = click.traceparent();
        return claimed != null && TRACEPARENT.matcher(claimed).matches() ? claimed : null;
    }
}
