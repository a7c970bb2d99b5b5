package io.flashsale.edge.selling;

import io.flashsale.edge.answering.Answers;
import io.flashsale.edge.identity.Operators;
import io.flashsale.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What buyers see of sales: the list and one sale; and the operator's funnel. */
@Singleton
final class SaleRoutes {

    /** As HTTP writes it, the day always in two digits. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final SaleBoard board;
    private final Operators operators;
    private final Clock clock;
    private final SaleList sales = new SaleList();

    SaleRoutes(SaleBoard board, Operators operators, Clock clock) {
        this.board = board;
        this.operators = operators;
        this.clock = clock;
    }

    void register(@Observes Router router) {
        router.get("/api/sales").handler(this::list);
        router.get("/api/sales/:saleId").handler(this::show);
        router.get("/admin/funnel/:saleId").handler(operators::demand).handler(this::funnel);
    }

    private void list(RoutingContext route) {
        if (!board.isComplete()) {
            refuseForNow(route);
            return;
        }
        Instant now = clock.instant();
        tellTime(route, now);
        sales.at(board.all(), now).send(route.request());
    }

    private void show(RoutingContext route) {
        SaleMemory memory = find(route);
        if (memory != null) {
            Instant now = clock.instant();
            tellTime(route, now);
            memory.page().at(memory.sale(), now).representation().send(route.request());
        }
    }

    /** The page's countdown goes by this edge's clock, not by the buyer's. */
    private static void tellTime(RoutingContext route, Instant now) {
        route.response().putHeader(HttpHeaders.DATE, HTTP_DATE.format(now));
    }

    private void funnel(RoutingContext route) {
        SaleMemory memory = find(route);
        if (memory == null) {
            return;
        }
        Answers.json(route.response(), 200, Answers.encode(Funnel.of(memory)));
    }

    private SaleMemory find(RoutingContext route) {
        SaleMemory memory = board.find(route.pathParam("saleId"));
        if (memory == null && board.isComplete()) {
            Answers.refuse(route.response(), Problem.notFound("There is no such sale."));
        } else if (memory == null) {
            refuseForNow(route);
        }
        return memory;
    }

    private static void refuseForNow(RoutingContext route) {
        Answers.refuse(route.response(), Problem.unavailable("The sales are being read; ask again."));
    }
}
