package io.flashsale.inventory.selling;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.crashing.CrashPoints;
import io.flashsale.inventory.publishing.SalePublisher;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;

/** Where operators define sales. */
@Path("/admin/sales")
public class SaleResource {

    private final SaleRepository sales;
    private final SaleDirectory directory;
    private final SalePublisher publisher;
    private final Clock clock;

    SaleResource(SaleRepository sales, SaleDirectory directory, SalePublisher publisher, Clock clock) {
        this.sales = sales;
        this.directory = directory;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Keeps a new sale and tells everybody of it; 201 with the sale, 400 naming every wrong field. */
    @POST
    @Blocking
    public Response create(NewSale request) {
        if (request == null) {
            throw new ProblemException(Problem.invalidRequest("body", "must be a JSON object"));
        }
        Sale sale = request.toSale(SaleIds.next(), RankKeys.next(), clock.instant());
        sales.add(sale);
        CrashPoints.SALE_AFTER_INSERT.reach();
        directory.refresh();
        publisher.publishScheduled(sale);
        return Response.created(URI.create("/api/sales/" + sale.id()))
                .entity(SaleView.ofNew(sale))
                .build();
    }
}
