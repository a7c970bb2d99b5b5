package io.flashsale.inventory.reserving;

import io.flashsale.inventory.Hold;
import io.flashsale.inventory.Sale;
import io.flashsale.inventory.redis.Script;
import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.redis.SlotStatus;
import io.flashsale.inventory.redis.Slots;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.inventory.selling.SaleRepository;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.redis.client.Command;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Optional;

/**
 * Where order-service asks for an order that has not reached MySQL yet.
 *
 * <p>A buyer who was told 202 is never told that there is no such order because this instance has just started or Redis
 * has lost the slot: "there is none" is said only of a slot that surely would have the hold.
 */
@Path("/internal/sales/{saleId}/holds/{orderId}")
public class HoldResource {

    private final Slots slots;
    private final SaleDirectory directory;
    private final SaleRepository sales;

    HoldResource(Slots slots, SaleDirectory directory, SaleRepository sales) {
        this.slots = slots;
        this.directory = directory;
        this.sales = sales;
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

    /** The hold of this order; 404 when there surely is none, 503 when that cannot be said for now. */
    @GET
    public Uni<HoldView> find(@PathParam("saleId") String saleId, @PathParam("orderId") String orderId) {
        return sale(saleId)
                .flatMap(sale -> slots.send(Command.HGET, SlotKey.HOLDS, saleId, List.of(orderId))
                        .flatMap(stored -> stored == null
                                ? absent(sale)
                                : Uni.createFrom().item(view(sale, orderId, stored.toString()))))
                .onFailure(failure -> !(failure instanceof ProblemException))
                .transform(failure -> new ProblemException(Problem.unavailable("The stock cannot be reached.")));
    }

    private Uni<Sale> sale(String saleId) {
        Optional<Sale> known = directory.find(saleId);
        if (known.isPresent()) {
            return Uni.createFrom().item(known.get());
        }
        return Uni.createFrom()
                .item(() -> sales.findSale(saleId))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .map(found ->
                        found.orElseThrow(() -> new ProblemException(Problem.notFound("There is no such sale."))));
    }

    /**
     * Fails with 404 when the slot was whole after it was looked into, which a batch without clicks tells; epochs never
     * come again, so it was whole before too.
     */
    private Uni<HoldView> absent(Sale sale) {
        return switch (sale.state()) {
            case SCHEDULED, CLOSED -> Uni.createFrom().failure(noSuchHold());
            case RECOVERING -> Uni.createFrom().failure(beingRebuilt());
            case OPEN ->
                slots.runOn(sale.trustedRun(), Script.RESERVE_STOCK, sale.id(), List.of(Integer.toString(sale.epoch())))
                        .map(reply -> SlotStatus.ofCode(reply.get(0).toInteger()))
                        .flatMap(status -> Uni.createFrom().failure(isWhole(status) ? noSuchHold() : beingRebuilt()));
        };
    }

    private static boolean isWhole(SlotStatus status) {
        return status == SlotStatus.OK || status == SlotStatus.NOT_OPEN || status == SlotStatus.CLOSED;
    }

    private static HoldView view(Sale sale, String orderId, String stored) {
        Hold hold = Hold.parse(orderId, stored);
        return new HoldView(
                orderId,
                sale.id(),
                hold.buyerId(),
                hold.quantity(),
                sale.priceMinor(),
                sale.currency(),
                hold.isConfirmed());
    }

    private static ProblemException noSuchHold() {
        return new ProblemException(Problem.notFound("There is no such hold."));
    }

    private static ProblemException beingRebuilt() {
        return new ProblemException(Problem.unavailable("The stock is being rebuilt."));
    }
}
