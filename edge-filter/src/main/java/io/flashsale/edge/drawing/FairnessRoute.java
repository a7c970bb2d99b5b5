package io.flashsale.edge.drawing;

import io.flashsale.edge.Sale;
import io.flashsale.edge.answering.Answers;
import io.flashsale.edge.selling.SaleBoard;
import io.flashsale.edge.selling.SaleMemory;
import io.flashsale.lottery.LineHash;
import io.flashsale.problem.Problem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;

/**
 * {@code GET /api/sales/{saleId}/fairness}: what anybody needs to check the lottery. The commitment is shown from the
 * beginning, the key once the sale has closed.
 */
@Singleton
final class FairnessRoute {

    private final SaleBoard board;
    private final Lines lines;
    private final Clock clock;
    private final FairnessPages pages = new FairnessPages();

    FairnessRoute(SaleBoard board, Lines lines, Clock clock) {
        this.board = board;
        this.lines = lines;
        this.clock = clock;
    }

    /** The shape of the public contract. */
    record Fairness(
            String saleId, String mode, String commitment, String key, BigDecimal line, List<Line.Entry> lines) {}

    void register(@Observes Router router) {
        router.get("/api/sales/:saleId/fairness").handler(this::show);
    }

    private void show(RoutingContext route) {
        SaleMemory memory = board.find(route.pathParam("saleId"));
        if (memory != null) {
            pages.of(fairness(memory.sale())).send(route.request());
        } else if (board.isComplete()) {
            Answers.refuse(route.response(), Problem.notFound("There is no such sale."));
        } else {
            Answers.refuse(route.response(), Problem.unavailable("The sales are being read; ask again."));
        }
    }

    private Fairness fairness(Sale sale) {
        // By both words: this edge's clock may be fast, and a key that was shown cannot be taken back.
        boolean closed = !clock.instant().isBefore(sale.closesAt()) && "CLOSED".equals(sale.state());
        List<Line.Entry> history = lines.history(sale.saleId());
        boolean open = !clock.instant().isBefore(sale.opensAt());
        return new Fairness(
                sale.saleId(),
                sale.mode(),
                sale.rankCommitment(),
                closed ? sale.rankKey() : null,
                open ? lineOf(sale, history) : BigDecimal.ZERO,
                history);
    }

    /** As the history that is shown with it has it, so that an entry which comes meanwhile cannot make them disagree. */
    static BigDecimal lineOf(Sale sale, List<Line.Entry> history) {
        double heard =
                history.isEmpty() ? 0 : history.get(history.size() - 1).line().doubleValue();
        return new BigDecimal(LineHash.text(Math.max(Draw.leastLine(sale), heard)));
    }
}
