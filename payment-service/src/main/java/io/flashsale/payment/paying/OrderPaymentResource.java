package io.flashsale.payment.paying;

import io.flashsale.payment.recording.AttemptRepository;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import java.util.regex.Pattern;

/** What order-service asks to show an order's payment. */
@Path("/internal/orders/{orderId}/payment")
class OrderPaymentResource {

    private static final Pattern ORDER_ID = Pattern.compile("[\\x21-\\x7E]{1,80}");

    private final AttemptRepository attempts;

    OrderPaymentResource(AttemptRepository attempts) {
        this.attempts = attempts;
    }

    /** The latest attempt to pay the order; 404 when there is none. */
    @GET
    public PaymentAnswer latest(@PathParam("orderId") String orderId) {
        Optional<PaymentAnswer> latest = ORDER_ID.matcher(orderId).matches() ? read(orderId) : Optional.empty();
        return latest.orElseThrow(
                () -> new ProblemException(Problem.notFound("There is no payment of such an order.")));
    }

    /** As last committed; without a transaction it is one round trip to the database. */
    private Optional<PaymentAnswer> read(String orderId) {
        return attempts.latestOf(orderId)
                .map(attempt -> new PaymentAnswer(attempt.id(), attempt.status().publicName()));
    }
}
