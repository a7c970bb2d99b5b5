package io.flashsale.launcher.chaos;

import io.flashsale.chaos.buying.Crowd;
import io.flashsale.chaos.buying.OpenSale;
import io.flashsale.chaos.buying.Target;
import io.flashsale.chaos.checking.Allowances;
import io.flashsale.chaos.checking.HistoryChecker;
import io.flashsale.chaos.checking.Verdict;
import io.flashsale.chaos.history.FinalReads;
import io.flashsale.chaos.history.History;
import io.flashsale.launcher.proxying.Proxies;
import io.flashsale.launcher.running.Installation;
import io.flashsale.launcher.running.RunningSystem;
import io.flashsale.launcher.selling.EdgeClient;
import io.flashsale.launcher.selling.SaleOptions;
import io.flashsale.launcher.selling.SelfCheck;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A crowd that buys from a running system, the faults that are done to it meanwhile, and the verdict. */
public final class ChaosRun implements Closeable {
    private static final Duration SALE_LIMIT = Duration.ofSeconds(30);
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(150);
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration ORDERS_LIMIT = Duration.ofSeconds(180);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(3);
    /** One of so many orders comes before the first fault: until then the services' code is being compiled. */
    private static final int WARM_SHARE = 5;

    private static final long PAUSE_MILLIS = 100;
    private static final SaleOptions PROBE_SALE =
            SaleOptions.parse("stock=100000,title=Probe,price=1.00,closesIn=2h,hold=2m");

    private final ChaosOrder order;
    private final Consumer<String> progress;
    private final Saboteur saboteur;
    private final RedisWipe wipe;
    private final EdgeClient edge;
    private final SelfCheck check;
    private final Target target;
    private final History history;
    private final long begun = System.nanoTime();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<DoneFault> done = new ArrayList<>();
    private RedisWipe.Loss loss;

    /**
     * @param historyFile every call of the crowd, a line of JSON each
     * @param progress hears a line for everything worth telling
     */
    public ChaosRun(
            ChaosOrder order,
            Installation installation,
            RunningSystem system,
            Proxies proxies,
            Path historyFile,
            Consumer<String> progress)
            throws IOException {
        this.order = order;
        this.progress = progress;
        this.saboteur = new Saboteur(system, proxies);
        this.wipe = new RedisWipe(installation.redis());
        this.edge = new EdgeClient(installation.edgeUrl(), CALL_LIMIT);
        String adminToken = installation.secrets().adminToken();
        this.check = new SelfCheck(edge, adminToken, Clock.systemUTC());
        this.target = new Target(installation.edgeUrl(), adminToken);
        this.history = History.writingTo(historyFile);
    }

    /**
     * Does all of it and tells the result.
     *
     * @param out hears the report, line by line
     * @return whether every promise was kept
     */
    public boolean run(Consumer<String> out) throws IOException, InterruptedException {
        String probeSale = check.openSale(PROBE_SALE, SALE_LIMIT);
        String sale = OpenSale.open(target, order.crowd());
        progress.accept("sale " + sale + ": " + order.crowd().buyers() + " buyers, "
                + order.crowd().stock() + " units, " + order.crowd().clicksPerSecond() + " clicks a second");
        try (Crowd crowd = Crowd.start(target, sale, order.crowd(), history)) {
            Recovery recovery = new Recovery(check, edge, probeSale, sale, crowd::accepted, closed);
            warmUp(crowd, recovery);
            for (PlannedFault fault : Schedule.of(order.seed(), order.faults())) {
                DoneFault result = endure(fault, sale, recovery);
                done.add(result);
                if (result.backAfter() == null) {
                    break;
                }
                progress.accept(String.format(
                        Locale.ROOT,
                        "     back after %.1f s; %d orders accepted so far",
                        result.backAfter().toMillis() / 1000.0,
                        crowd.accepted()));
            }
            awaitOrders(crowd, order.orders());
            return judge(crowd, out);
        }
    }

    private void warmUp(Crowd crowd, Recovery recovery) throws IOException, InterruptedException {
        try {
            recovery.await(RECOVERY_LIMIT);
        } catch (IOException e) {
            throw new IOException("it does not sell, before any fault: " + e.getMessage(), e);
        }
        awaitOrders(crowd, order.orders() / WARM_SHARE);
    }

    private DoneFault endure(PlannedFault fault, String sale, Recovery recovery)
            throws IOException, InterruptedException {
        pause(fault.calmBefore());
        int number = done.size() + 1;
        Duration at = Duration.ofNanos(System.nanoTime() - begun);
        String remark = "";
        if (fault.kind() == FaultKind.WIPE) {
            loss = wipe.wipe(sale);
            remark = ", with " + loss.unsent() + " unsent entries of the sale, " + loss.ofOtherSales() + " of others";
        }
        progress.accept("fault " + number + "/" + order.faults() + ": " + fault + remark);
        try {
            if (fault.kind() != FaultKind.WIPE) {
                saboteur.begin(fault);
            }
            pause(fault.lasts());
            saboteur.heal();
            return new DoneFault(number, fault, at, recovery.await(RECOVERY_LIMIT), remark);
        } catch (IOException e) {
            saboteur.heal();
            progress.accept("     NOT back: " + e.getMessage());
            return new DoneFault(number, fault, at, null, "it did not recover: " + e.getMessage());
        }
    }

    private boolean judge(Crowd crowd, Consumer<String> out) throws InterruptedException {
        int accepted = crowd.accepted();
        progress.accept("no more faults; waiting until all is calm, and reading every order");
        FinalReads reads = crowd.calm(PATIENCE);
        Allowances allowances = loss == null ? Allowances.none() : Allowances.afterWipe(loss.unsent(), loss.unsent());
        Verdict verdict =
                HistoryChecker.check(history.calls(), reads, order.crowd().stock(), allowances);
        ChaosResult result = new ChaosResult(
                order, List.copyOf(done), accepted, UnknownOutcomes.in(history.calls()), loss, reads, verdict);
        out.accept("");
        new ChaosReport(result).lines().forEach(out);
        return result.failures().isEmpty();
    }

    /** Returns when so many orders were accepted, or nothing is to be hoped for any more. */
    private void awaitOrders(Crowd crowd, int orders) throws InterruptedException {
        long deadline = System.nanoTime() + ORDERS_LIMIT.toNanos();
        while (crowd.accepted() < orders && System.nanoTime() < deadline) {
            pause(Duration.ofMillis(PAUSE_MILLIS));
        }
    }

    private void pause(Duration duration) throws InterruptedException {
        if (closed.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("closed");
        }
    }

    /** Undoes every fault and makes a running one give up. */
    @Override
    public void close() throws IOException {
        closed.countDown();
        check.cancel();
        saboteur.close();
        history.close();
    }
}
