package io.flashsale.inventory.admitting;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.lottery.RankSketch;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;

/** Where edges tell which buyers have clicked, by their ranks. */
@Path("/internal/sales/{saleId}/demand")
public class DemandResource {

    private final DemandSketch sketch;
    private final SaleDirectory directory;

    DemandResource(DemandSketch sketch, SaleDirectory directory) {
        this.sketch = sketch;
        this.directory = directory;
    }

    /** The body of a call: at most {@link RankSketch#SIZE} ranks. */
    record Demand(List<Double> ranks) {}

    /** Only smaller ranks matter from now on. */
    record Threshold(double threshold) {}

    /** Takes ranks in; 400 for what are none, 503 without Redis or for a sale that is not known here (yet). */
    @POST
    public Uni<Threshold> tell(@PathParam("saleId") String saleId, Demand demand) {
        List<Double> ranks = validated(demand);
        Sale sale = directory
                .find(saleId)
                .orElseThrow(() -> new ProblemException(Problem.unavailable("The sale is not known here.")));
        return sketch.merge(sale, ranks)
                .map(reading -> new Threshold(reading.threshold()))
                .onFailure()
                .transform(e -> new ProblemException(Problem.unavailable("The demand cannot be kept.")));
    }

    private static List<Double> validated(Demand demand) {
        if (demand == null || demand.ranks() == null) {
            throw invalid("must be a list");
        }
        if (demand.ranks().size() > RankSketch.SIZE) {
            throw invalid("must not be more than " + RankSketch.SIZE);
        }
        for (Double rank : demand.ranks()) {
            if (rank == null || !(rank >= 0 && rank < 1)) {
                throw invalid("must be numbers from 0 to less than 1");
            }
        }
        return demand.ranks();
    }

    private static ProblemException invalid(String message) {
        return new ProblemException(Problem.invalidRequest("ranks", message));
    }
}
