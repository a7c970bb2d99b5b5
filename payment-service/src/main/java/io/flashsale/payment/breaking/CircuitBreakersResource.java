package io.flashsale.payment.breaking;

import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The circuit breakers of this copy of the service, for operators: what they are, and closed by hand. */
@Path("/admin/circuit-breakers")
@Produces(MediaType.APPLICATION_JSON)
class CircuitBreakersResource {

    private final CircuitBreakerMaintenance breakers;

    CircuitBreakersResource(CircuitBreakerMaintenance breakers) {
        this.breakers = breakers;
    }

    /**
     * A circuit breaker.
     *
     * @param state CLOSED, OPEN or HALF_OPEN
     */
    record Breaker(String name, String state) {}

    /** All of them. */
    record Breakers(List<Breaker> circuitBreakers) {}

    @GET
    public Breakers all() {
        return new Breakers(Callee.ALL.stream().map(this::read).toList());
    }

    /** Closes a breaker now, whatever it has seen; calls that fail open it again. 404 for a name there is not. */
    @POST
    @Path("/{name}/reset")
    public Breaker reset(@PathParam("name") String name) {
        if (!Callee.ALL.contains(name)) {
            throw new ProblemException(Problem.notFound("There is no such circuit breaker."));
        }
        breakers.reset(name);
        return read(name);
    }

    private Breaker read(String name) {
        return new Breaker(name, breakers.currentState(name).name());
    }
}
