package io.flashsale.order.cancelling;

import io.flashsale.order.OrderId;
import io.flashsale.order.Traceparent;
import io.flashsale.order.cancelling.Cancellation.Cancelled;
import io.flashsale.order.cancelling.Cancellation.Outcome;
import io.flashsale.order.cancelling.Cancellation.Refused;
import io.flashsale.order.cancelling.Cancellation.Unknown;
import io.flashsale.order.crashing.CrashPoints;
import io.flashsale.order.querying.Buyer;
import io.flashsale.order.querying.OrderLookup;
import io.flashsale.order.querying.OrderView;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** The buyer's way out of an order that is not paid yet. */
@Path("/api/orders/{orderId}/cancellation")
@Produces(MediaType.APPLICATION_JSON)
class CancellationResource {

    private final Cancellation cancellation;
    private final OrderLookup lookup;

    CancellationResource(Cancellation cancellation, OrderLookup lookup) {
        this.cancellation = cancellation;
        this.lookup = lookup;
    }

    @POST
    @ResponseStatus(202)
    public OrderView cancel(
            @RestPath String orderId,
            @RestHeader(Buyer.HEADER) String userId,
            @RestHeader("traceparent") String traceparent) {
        String buyerId = Buyer.demand(userId);
        if (!OrderId.isValid(orderId)) {
            throw new ProblemException(Problem.notFound("You have no such order."));
        }
        Outcome outcome = cancellation.cancel(orderId, buyerId, Traceparent.orNew(traceparent));
        if (outcome instanceof Unknown) {
            // Refuses by itself unless the order is still on its way into the database.
            OrderView queued = lookup.find(orderId, buyerId);
            throw refusal(queued.status());
        }
        if (outcome instanceof Refused refused) {
            throw refusal(refused.status().name());
        }
        CrashPoints.CANCELLATION_AFTER_COMMIT.reach();
        return OrderView.of(((Cancelled) outcome).order());
    }

    private static ProblemException refusal(String status) {
        return new ProblemException(Problem.conflict("A " + status + " order cannot be cancelled."));
    }
}
