package io.flashsale.inventory.switching;

import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.inventory.selling.SaleRepository;
import io.flashsale.inventory.switching.Switch.UnknownSwitch;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Where operators see and set the switches. */
@Path("/admin/switches")
public class SwitchResource {

    private final SwitchRepository repository;
    private final Switches switches;
    private final SaleDirectory directory;
    private final SaleRepository sales;
    private final SwitchingConfig config;

    SwitchResource(
            SwitchRepository repository,
            Switches switches,
            SaleDirectory directory,
            SaleRepository sales,
            SwitchingConfig config) {
        this.repository = repository;
        this.switches = switches;
        this.directory = directory;
        this.sales = sales;
        this.config = config;
    }

    /** What operators are shown. */
    record SwitchViews(List<SwitchView> switches) {}

    /** Every switch that is not of one sale, then those of single sales that were ever set: those that are set first. */
    @GET
    @Blocking
    public SwitchViews list() {
        Map<String, SwitchState> touched = new LinkedHashMap<>();
        repository.mostImportant(config.mostSwitches()).forEach(state -> touched.put(state.name(), state));
        Map<String, List<SwitchState>> histories = repository.histories(config.mostSwitches(), config.mostHistory());
        List<SwitchView> views = new ArrayList<>();
        for (Switch what : Switch.ofAllSales()) {
            SwitchState state = touched.remove(what.name());
            views.add(SwitchView.of(
                    what,
                    state == null ? SwitchState.untouched(what.name()) : state,
                    histories.getOrDefault(what.name(), List.of())));
        }
        touched.values().forEach(state -> Switch.find(state.name())
                .ifPresent(what ->
                        views.add(SwitchView.of(what, state, histories.getOrDefault(state.name(), List.of())))));
        return new SwitchViews(views);
    }

    /**
     * Sets a switch; 200 with it and its version as {@code ETag}. 412 when {@code If-Match} names another version than its
     * present one; without the header it is set whatever its version is. 400 naming the field that is wrong.
     */
    @PUT
    @Path("/{name}")
    @Blocking
    public Response set(@PathParam("name") String name, @HeaderParam("If-Match") String ifMatch, NewPosition request) {
        Switch what = switchNamed(name);
        OptionalLong version = IfMatch.version(ifMatch);
        if (request == null) {
            throw new ProblemException(Problem.invalidRequest("body", "must be a JSON object"));
        }
        Change change = request.of(what);
        Optional<SwitchState> changed =
                version.isPresent() ? switches.change(change, version.getAsLong()) : switches.change(change);
        SwitchState state = changed.orElseThrow(() -> new ProblemException(
                Problem.staleVersion(repository.find(what.name()).version())));
        List<SwitchState> history = repository.history(state.name(), config.mostHistory());
        return Response.ok(SwitchView.of(what, state, history))
                .header("ETag", "\"" + state.version() + "\"")
                .build();
    }

    private Switch switchNamed(String name) {
        try {
            Switch what = Switch.named(name);
            what.saleId().ifPresent(this::demandSale);
            return what;
        } catch (UnknownSwitch e) {
            throw new ProblemException(Problem.invalidRequest("name", e.getMessage()));
        }
    }

    private void demandSale(String saleId) {
        if (directory.find(saleId).or(() -> sales.findSale(saleId)).isEmpty()) {
            throw new ProblemException(Problem.invalidRequest("name", "must end with the id of a sale"));
        }
    }
}
