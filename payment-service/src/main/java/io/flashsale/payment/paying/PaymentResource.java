package io.flashsale.payment.paying;

import io.flashsale.payment.AttemptStatus;
import io.flashsale.payment.Card;
import io.flashsale.payment.Traceparent;
import io.flashsale.payment.paying.Acceptance.Accepted;
import io.flashsale.payment.paying.Acceptance.Refusal;
import io.flashsale.payment.paying.Acceptance.Refused;
import io.flashsale.problem.Problem;
import io.flashsale.problem.Problem.FieldError;
import io.flashsale.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The buyer's call to pay an order. */
@Path("/api/orders/{orderId}/payments")
class PaymentResource {

    private static final int ACCEPTED = 202;
    private static final Pattern BUYER_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    /** What fits the record's key; an id beyond it names no order. */
    private static final Pattern ORDER_ID = Pattern.compile("[\\x21-\\x7E]{1,80}");

    private final PaymentDesk desk;

    PaymentResource(PaymentDesk desk) {
        this.desk = desk;
    }

    /**
     * Begins a payment. The same key with the same body always gets the same answer, also when the payment is decided
     * by then: the answer tells that it was accepted, the order tells how it went.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(ACCEPTED)
    public PaymentAnswer pay(
            @PathParam("orderId") String orderId,
            @HeaderParam("X-User-Id") String buyerId,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            @HeaderParam("traceparent") String traceparent,
            PayRequest body) {
        if (buyerId == null || !BUYER_ID.matcher(buyerId).matches()) {
            throw new ProblemException(Problem.unauthenticated("Sign in to pay."));
        }
        List<FieldError> errors = PayRequestCheck.errors(idempotencyKey, body);
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalidRequest(errors));
        }
        if (!ORDER_ID.matcher(orderId).matches()) {
            throw refused(Refusal.UNKNOWN_ORDER);
        }
        Card card = new Card(body.cardNumber(), body.holder());
        Acceptance answer = desk.accept(
                new PaymentCommand(buyerId, orderId, idempotencyKey, card, Traceparent.continuing(traceparent)));
        if (answer instanceof Refused refused) {
            throw refused(refused.why());
        }
        return new PaymentAnswer(((Accepted) answer).paymentId(), AttemptStatus.PENDING.publicName());
    }

    private static ProblemException refused(Refusal why) {
        return new ProblemException(
                switch (why) {
                    case UNKNOWN_ORDER -> Problem.notFound("There is no such order.");
                    case ORDER_QUEUED -> Problem.conflict("The order is still queued; pay once it awaits payment.");
                    case ORDER_PAID -> Problem.conflict("The order is paid.");
                    case ORDER_CLOSED -> Problem.conflict("The order is closed.");
                    case KEY_REUSED -> Problem.conflict("This Idempotency-Key stands for another payment request.");
                    case ATTEMPT_OPEN -> Problem.conflict("Another payment of this order is pending or has succeeded.");
                    case TOO_MANY_ATTEMPTS -> Problem.conflict("Too many payments of this order have failed.");
                    case ORDER_UNCERTAIN -> Problem.unavailable("The order cannot be looked up now; try again.");
                    case BUSY -> Problem.unavailable("Too many payments are on their way; try again.");
                });
    }
}
