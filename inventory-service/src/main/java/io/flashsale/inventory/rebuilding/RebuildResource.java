package io.flashsale.inventory.rebuilding;

import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Where an operator asks for a rebuild. */
@Path("/admin/sales/{saleId}/rebuild")
public class RebuildResource {

    private final Rebuilds rebuilds;
    private final SaleDirectory directory;

    RebuildResource(Rebuilds rebuilds, SaleDirectory directory) {
        this.rebuilds = rebuilds;
        this.directory = directory;
    }

    /** What the operator is told. */
    record Accepted(String saleId) {}

    /** 202; 404 for a sale that is not running. */
    @POST
    public Response rebuild(@PathParam("saleId") String saleId) {
        if (directory.find(saleId).isEmpty()) {
            throw new ProblemException(Problem.notFound("No such sale is running."));
        }
        rebuilds.insist(saleId, "the operator asked for it");
        return Response.accepted(new Accepted(saleId)).build();
    }
}
