package io.flashsale.launcher.loading;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.launcher.UserError;
import io.flashsale.launcher.selling.EdgeClient;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A simulation from its start to the verdict. Closing it ends the simulation, wherever it is. */
public final class LoadSession implements Closeable {
    private static final long PAUSE_MILLIS = 250;
    private static final Duration SETTLE_PATIENCE = Duration.ofSeconds(60);

    private final LoadOrder order;
    private final EdgeClient edge;
    private final Clock clock;
    private final Consumer<String> progress;
    private final LoadFiles files;
    private final LoadRun run;
    private final CountDownLatch closed = new CountDownLatch(1);

    private LoadSession(
            LoadOrder order, EdgeClient edge, Clock clock, Consumer<String> progress, LoadFiles files, LoadRun run) {
        this.order = order;
        this.edge = edge;
        this.clock = clock;
        this.progress = progress;
        this.files = files;
        this.run = run;
    }

    /**
     * Starts the simulation.
     *
     * @param root the repository, whose Maven runs it
     * @param logs where the run's directory is made
     * @param progress hears one line for everything worth telling
     * @throws UserError if no edge answers
     */
    public static LoadSession start(LoadOrder order, Path root, Path logs, Clock clock, Consumer<String> progress)
            throws IOException, InterruptedException {
        EdgeClient edge = new EdgeClient(order.edge());
        try {
            edge.sales();
        } catch (IOException e) {
            throw new UserError("no Flash Sale answers at " + order.edge() + "; start it first", e);
        }
        LoadFiles files = LoadFiles.create(logs, order.simulation(), clock);
        progress.accept("running " + order.simulation() + ", log in " + files.log());
        return new LoadSession(order, edge, clock, progress, files, LoadRun.start(order, root, files));
    }

    /**
     * Returns when the simulation has ended, all orders are in the database and the ledger has settled, or nothing has
     * moved for a minute.
     *
     * @param out hears the report, line by line
     * @return whether nothing was found that must not be
     */
    public boolean finish(Consumer<String> out) throws IOException, InterruptedException {
        Outcome outcome = watch();
        String page = files.page().map(Path::toString).orElse("none; see " + files.log());
        out.accept("");
        new LoadReport(outcome).render(page).forEach(out);
        return outcome.failures().isEmpty();
    }

    private Outcome watch() throws IOException, InterruptedException {
        while (!run.figures().haveSale() && !run.awaitEnd(PAUSE_MILLIS)) {
            // Maven compiles and Gatling starts.
        }
        Figures beginning = run.figures();
        if (!beginning.haveSale()) {
            return new Outcome(false, beginning, null, null, null, List.of(), new GatlingLog(files.log()).complaints());
        }
        String saleId = beginning.saleId();
        progress.accept("sale " + saleId + " opens at " + beginning.opensAt() + ": " + beginning.number("users")
                + " buyers, " + beginning.number("stock") + " units");
        LoadWatch watch = watchOf(saleId, beginning.opensAt());
        watch.during(() -> run.awaitEnd(PAUSE_MILLIS));
        progress.accept("the simulation has ended; waiting for the ledger to settle");
        watch.untilSettled(SETTLE_PATIENCE, () -> closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        boolean succeeded = run.succeeded();
        List<String> complaints = succeeded ? List.of() : new GatlingLog(files.log()).complaints();
        Figures figures = run.figures();
        List<OtherSale> others = new ArrayList<>();
        for (Map.Entry<String, Long> other : figures.otherSales().entrySet()) {
            others.add(settled(other.getKey(), other.getValue()));
        }
        return new Outcome(succeeded, figures, watch.drain(), watch.last(), funnel(saleId), others, complaints);
    }

    private OtherSale settled(String saleId, long orders) throws InterruptedException {
        LoadWatch watch = watchOf(saleId, clock.instant());
        watch.untilSettled(SETTLE_PATIENCE, () -> closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        return new OtherSale(saleId, orders, watch.last());
    }

    private LoadWatch watchOf(String saleId, Instant opensAt) {
        return new LoadWatch(() -> Ledger.parse(edge.ledger(order.adminToken(), saleId)), opensAt, clock, progress);
    }

    private Funnel funnel(String saleId) throws InterruptedException {
        try {
            JsonNode answer = edge.funnel(order.adminToken(), saleId);
            return Funnel.parse(answer);
        } catch (IOException e) {
            progress.accept("the funnel cannot be read: " + e.getMessage());
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        run.close();
    }
}
