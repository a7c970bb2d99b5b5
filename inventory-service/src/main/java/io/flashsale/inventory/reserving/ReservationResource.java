package io.flashsale.inventory.reserving;

import io.flashsale.inventory.Click;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.regex.Pattern;

/** Where edges bring their merged clicks. */
@Path("/internal/sales/{saleId}/reservations")
public class ReservationResource {

    private static final Pattern BUYER_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final Reservations reservations;
    private final Throttle throttle;
    private final ReservingConfig config;

    ReservationResource(Reservations reservations, Throttle throttle, ReservingConfig config) {
        this.reservations = reservations;
        this.throttle = throttle;
        this.config = config;
    }

    /** The body of a call: 1 to {@code max-batch} clicks. */
    record Clicks(List<Click> clicks) {}

    /** The answers, one per click in the same order. */
    record Answers(List<Answer> answers) {}

    /** Takes stock for the clicks; 200 with an answer each, 400 for a malformed batch, 503 without Redis. */
    @POST
    public Uni<Answers> reserve(@PathParam("saleId") String saleId, Clicks request) {
        List<Click> clicks = validated(request);
        return throttle.await(clicks.size())
                .chain(() -> reservations.reserve(saleId, clicks))
                .map(Answers::new)
                .onFailure()
                .transform(e -> new ProblemException(Problem.unavailable("The stock cannot be reached.")));
    }

    private List<Click> validated(Clicks request) {
        if (request == null || request.clicks() == null || request.clicks().isEmpty()) {
            throw invalid("clicks", "must not be empty");
        }
        if (request.clicks().size() > config.maxBatch()) {
            throw invalid("clicks", "must not be more than " + config.maxBatch());
        }
        for (Click click : request.clicks()) {
            if (click == null
                    || click.buyerId() == null
                    || !BUYER_ID.matcher(click.buyerId()).matches()) {
                throw invalid("clicks.buyerId", "must be 1 to 64 letters, digits, - or _");
            }
        }
        return request.clicks();
    }

    private static ProblemException invalid(String field, String message) {
        return new ProblemException(Problem.invalidRequest(field, message));
    }
}
