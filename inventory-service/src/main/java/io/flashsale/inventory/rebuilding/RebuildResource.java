package io.flashsale.inventory.rebuilding;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import io.flashsale.inventory.rebuilding.Rebuilds.Progress;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.inventory.selling.SaleRepository;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Where an operator asks for a rebuild and sees how far it is. */
@Path("/admin/sales/{saleId}/rebuild")
public class RebuildResource {

    private final Rebuilds rebuilds;
    private final SaleDirectory directory;
    private final SaleRepository sales;

    RebuildResource(Rebuilds rebuilds, SaleDirectory directory, SaleRepository sales) {
        this.rebuilds = rebuilds;
        this.directory = directory;
        this.sales = sales;
    }

    /** What the operator is told. */
    record Accepted(String saleId) {}

    /**
     * How far a rebuild is.
     *
     * @param state the sale's, as MySQL says
     * @param step null when this instance rebuilds nothing here
     * @param since when it came to the step, or without one to the state
     * @param reason why the rebuild was asked for, or null
     */
    record RebuildView(String saleId, SaleState state, RebuildStep step, Instant since, String reason, int epoch) {}

    /** 202; 404 for a sale that is not running. */
    @POST
    public Response rebuild(@PathParam("saleId") String saleId) {
        if (directory.find(saleId).isEmpty()) {
            throw new ProblemException(Problem.notFound("No such sale is running."));
        }
        rebuilds.insist(saleId, "the operator asked for it");
        return Response.accepted(new Accepted(saleId)).build();
    }

    /** 200 with the state and the step; 404 for no such sale. */
    @GET
    @Blocking
    public RebuildView progress(@PathParam("saleId") String saleId) {
        Sale sale = directory
                .find(saleId)
                .or(() -> sales.findSale(saleId))
                .orElseThrow(() -> new ProblemException(Problem.notFound("There is no such sale.")));
        Optional<Progress> progress = rebuilds.progress(saleId);
        return new RebuildView(
                saleId,
                sale.state(),
                progress.map(Progress::step).orElse(null),
                progress.map(Progress::since).orElse(sale.stateSince()).truncatedTo(ChronoUnit.MILLIS),
                progress.map(Progress::reason).orElse(null),
                sale.epoch());
    }
}
