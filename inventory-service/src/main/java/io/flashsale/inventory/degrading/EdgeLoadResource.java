package io.flashsale.inventory.degrading;

import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.regex.Pattern;

/** Where edges tell of their load. */
@Path("/internal/edges/{edgeId}/load")
public class EdgeLoadResource {

    private static final Pattern EDGE_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final EdgeLoads loads;

    EdgeLoadResource(EdgeLoads loads) {
        this.loads = loads;
    }

    /** Takes a report in; 204, 400 naming what is wrong. */
    @POST
    @NonBlocking
    public void report(@PathParam("edgeId") String edgeId, EdgeReport report) {
        if (!EDGE_ID.matcher(edgeId).matches()) {
            throw new ProblemException(Problem.invalidRequest("edgeId", "must be 1 to 64 letters, digits, - or _"));
        }
        if (report == null) {
            throw new ProblemException(Problem.invalidRequest("body", "must be a JSON object"));
        }
        loads.hear(edgeId, report.validated());
    }
}
