package io.flashsale.order.querying;

import io.flashsale.order.OrderId;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import io.vertx.core.VertxException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** The holds of inventory-service, as far as order-service needs them. */
@ApplicationScoped
class Holds {

    private static final Logger LOG = Logger.getLogger(Holds.class);

    private static final int NOT_FOUND = 404;

    private final InventoryClient inventory;

    Holds(@RestClient InventoryClient inventory) {
        this.inventory = inventory;
    }

    /** The hold of an order; refuses with 503 when inventory-service does not know or does not answer. */
    Optional<Hold> find(String orderId) {
        try {
            return Optional.ofNullable(inventory.hold(OrderId.saleOf(orderId), orderId));
        } catch (WebApplicationException e) {
            if (e.getResponse().getStatus() == NOT_FOUND) {
                return Optional.empty();
            }
            throw unavailable(e);
        } catch (ProcessingException | VertxException e) {
            throw unavailable(e);
        }
    }

    private static ProblemException unavailable(RuntimeException cause) {
        LOG.debugf(cause, "inventory-service did not say whether there is a hold");
        return new ProblemException(
                Problem.unavailable("The order may still be on its way into the books; ask again."));
    }
}
