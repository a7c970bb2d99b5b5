package io.flashsale.inventory.ledger;

import io.flashsale.inventory.Hold;
import io.flashsale.inventory.Sale;
import io.flashsale.inventory.ordering.OrderServiceClient;
import io.flashsale.inventory.ordering.OrderServiceClient.ClosedOrder;
import io.flashsale.inventory.ordering.OrderServiceClient.OrderFigures;
import io.flashsale.inventory.redis.Script;
import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.redis.Slots;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.inventory.selling.SaleRepository;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Where operators see where every unit of a sale is. */
@Path("/admin/sales/{saleId}/ledger")
public class LedgerResource {

    private static final int PAGE = 500;

    private final SaleDirectory directory;
    private final SaleRepository sales;
    private final Slots slots;
    private final OrderServiceClient orders;

    LedgerResource(SaleDirectory directory, SaleRepository sales, Slots slots, @RestClient OrderServiceClient orders) {
        this.directory = directory;
        this.sales = sales;
        this.slots = slots;
        this.orders = orders;
    }

    /** Counts the sale at its sources; 404 for no such sale, 503 when a source is down. */
    @GET
    @Blocking
    public Ledger count(@PathParam("saleId") String saleId) {
        Sale sale = directory
                .find(saleId)
                .or(() -> sales.findSale(saleId))
                .orElseThrow(() -> new ProblemException(Problem.notFound("There is no such sale.")));
        try {
            StockCount before = countStock(saleId);
            OrderFigures figures = orders.figures(saleId);
            // Both ends of the way back are counted; only when they differ is it worth finding the units between.
            long returning = figures.closedUnits() == before.returned() ? 0 : countReturning(saleId);
            return Ledger.of(saleId, sale.total(), before, figures, countStock(saleId), returning);
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ProblemException(Problem.unavailable("A source of the ledger does not answer."));
        }
    }

    private StockCount countStock(String saleId) {
        return StockCount.parse(
                slots.run(Script.COUNT_STOCK, saleId, List.of()).await().indefinitely());
    }

    /** Units of orders that MySQL has closed and Redis still holds. */
    private long countReturning(String saleId) {
        long units = 0;
        String after = "";
        List<ClosedOrder> page;
        do {
            page = orders.closedOrders(saleId, after, PAGE).orders();
            if (page.isEmpty()) {
                break;
            }
            List<String> ids = page.stream().map(ClosedOrder::orderId).toList();
            Response holds = slots.send(Command.HMGET, SlotKey.HOLDS, saleId, ids)
                    .await()
                    .indefinitely();
            for (int i = 0; i < ids.size(); i++) {
                if (holds.get(i) != null) {
                    units += Hold.parse(ids.get(i), holds.get(i).toString()).quantity();
                }
            }
            after = ids.get(ids.size() - 1);
        } while (page.size() == PAGE);
        return units;
    }
}
