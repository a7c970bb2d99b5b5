package io.flashsale.inventory.settling;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import io.flashsale.inventory.rebuilding.Rebuilds;
import io.flashsale.inventory.redis.Script;
import io.flashsale.inventory.redis.SlotStatus;
import io.flashsale.inventory.redis.Slots;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.inventory.selling.SaleRepository;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Applies order events to the holds of their sale, one script call per sale and batch. Blocks. */
@Singleton
final class HoldSettler {

    private static final Logger LOG = Logger.getLogger(HoldSettler.class);

    private final SaleDirectory directory;
    private final SaleRepository sales;
    private final Slots slots;
    private final Rebuilds rebuilds;

    HoldSettler(SaleDirectory directory, SaleRepository sales, Slots slots, Rebuilds rebuilds) {
        this.directory = directory;
        this.sales = sales;
        this.slots = slots;
        this.rebuilds = rebuilds;
    }

    /**
     * Applies the events in their order.
     *
     * @throws SlotNotReady when the sale's slot is missing or being rebuilt: try the same events again later
     */
    void settle(String saleId, List<OrderEvent> events) {
        Optional<Sale> sale = find(saleId);
        if (sale.isEmpty()) {
            LOG.debugf("%d events of sale %s, which is not ours, change no stock", events.size(), saleId);
            return;
        }
        List<String> arguments = new ArrayList<>(1 + 2 * events.size());
        arguments.add(Integer.toString(sale.get().epoch()));
        for (OrderEvent event : events) {
            if (event.settlement().touchesHold()) {
                arguments.add(event.orderId());
                arguments.add(event.settlement().action());
            }
        }
        if (arguments.size() == 1) {
            return;
        }
        Response reply = settle(sale.get(), arguments);
        SlotStatus status = SlotStatus.ofCode(reply.get(0).toInteger());
        if (status.needsRebuild() && sale.get().state() == SaleState.CLOSED) {
            LOG.debugf("%d events of sale %s, which is over and gone, change no stock", events.size(), saleId);
            return;
        }
        if (status != SlotStatus.OK) {
            if (status == SlotStatus.WRONG_EPOCH) {
                directory.refresh();
            }
            rebuilds.requestIfBroken(sale.get(), status);
            throw new SlotNotReady(saleId, status);
        }
    }

    private Response settle(Sale sale, List<String> arguments) {
        return switch (sale.state()) {
            case OPEN ->
                slots.runOn(sale.trustedRun(), Script.SETTLE_HOLDS, sale.id(), arguments)
                        .await()
                        .indefinitely();
            // Over: nothing is sold from this slot any more, and nobody watches which run of Redis has it.
            case CLOSED ->
                slots.run(Script.SETTLE_HOLDS, sale.id(), arguments).await().indefinitely();
            case SCHEDULED, RECOVERING -> throw new SlotNotReady(sale.id(), SlotStatus.RECOVERING);
        };
    }

    private Optional<Sale> find(String saleId) {
        Optional<Sale> known = directory.find(saleId);
        return known.isPresent() ? known : sales.findSale(saleId);
    }

    /** The slot cannot take events now; it will once it is rebuilt. */
    static final class SlotNotReady extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SlotNotReady(String saleId, SlotStatus status) {
            super("The slot of sale " + saleId + " is " + status, null, false, false);
        }
    }
}
