package io.flashsale.edge.drawing;

import io.flashsale.edge.Sale;
import io.flashsale.edge.selling.SaleBoard;
import io.flashsale.edge.selling.SaleMemory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Tells inventory-service which buyers have clicked here: one call per sale at a time; what fails is told again. */
@Singleton
final class DemandReporter {

    private static final Logger LOG = Logger.getLogger(DemandReporter.class);

    private final Lottery lottery;
    private final SaleBoard board;
    private final DemandClient client;
    private final Clock clock;
    private final Counter failed;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    DemandReporter(Lottery lottery, SaleBoard board, DemandClient client, Clock clock, MeterRegistry metrics) {
        this.lottery = lottery;
        this.board = board;
        this.client = client;
        this.clock = clock;
        this.failed = Counter.builder("flashsale.edge.demand.failed")
                .description("Reports of demand that inventory-service did not take; they are made again")
                .register(metrics);
    }

    /** Reports what is new of every open sale. */
    void report() {
        lottery.forgetOthersThan(board);
        lottery.eachDemand((saleId, demand) -> {
            if (isOpen(saleId) && !underWay.contains(saleId)) {
                report(saleId, demand);
            }
        });
    }

    private boolean isOpen(String saleId) {
        SaleMemory memory = board.find(saleId);
        if (memory == null) {
            return false;
        }
        Sale sale = memory.sale();
        Instant now = clock.instant();
        return !now.isBefore(sale.opensAt()) && now.isBefore(sale.closesAt());
    }

    private void report(String saleId, Demand demand) {
        List<Double> ranks = demand.report(System.nanoTime());
        if (ranks.isEmpty()) {
            return;
        }
        underWay.add(saleId);
        client.tell(saleId, ranks).onComplete(answer -> {
            if (answer.succeeded()) {
                demand.told(ranks, answer.result());
            } else {
                failed.increment();
                LOG.debugf("The demand of sale %s is told later: %s", saleId, answer.cause());
            }
            underWay.remove(saleId);
        });
    }
}
