package io.flashsale.inventory.reserving;

import io.flashsale.inventory.Hold;
import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.redis.Slots;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;

/** Where order-service asks for an order that has not reached MySQL yet. */
@Path("/internal/sales/{saleId}/holds/{orderId}")
public class HoldResource {

    private final Slots slots;
    private final SaleDirectory directory;

    HoldResource(Slots slots, SaleDirectory directory) {
        this.slots = slots;
        this.directory = directory;
    }

    /** A hold with the price of its units. */
    record HoldView(
            String orderId,
            String saleId,
            String buyerId,
            int quantity,
            long priceMinor,
            String currency,
            boolean confirmed) {}

    /** The hold of this order; 404 when there is none, 503 without Redis. */
    @GET
    public Uni<HoldView> find(@PathParam("saleId") String saleId, @PathParam("orderId") String orderId) {
        var sale = directory
                .find(saleId)
                .orElseThrow(() -> new ProblemException(Problem.notFound("No such sale is running.")));
        return slots.send(Command.HGET, SlotKey.HOLDS, saleId, List.of(orderId))
                .onFailure()
                .transform(e -> new ProblemException(Problem.unavailable("The stock cannot be reached.")))
                .map(stored -> {
                    if (stored == null) {
                        throw new ProblemException(Problem.notFound("There is no such hold."));
                    }
                    Hold hold = Hold.parse(orderId, stored.toString());
                    return new HoldView(
                            orderId,
                            saleId,
                            hold.buyerId(),
                            hold.quantity(),
                            sale.priceMinor(),
                            sale.currency(),
                            hold.isConfirmed());
                });
    }
}
