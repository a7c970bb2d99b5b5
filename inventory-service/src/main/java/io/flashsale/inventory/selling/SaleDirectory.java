package io.flashsale.inventory.selling;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.timing.Rounds;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * This instance's memory of the sales that are not over, so that a reservation never waits for MySQL.
 *
 * <p>Read again from MySQL several times a second; what other instances change is seen then. While MySQL is away the
 * last known state serves: Redis refuses whoever acts on an old epoch. Bounded by the number of running sales.
 */
@Singleton
public class SaleDirectory {

    private static final Logger LOG = Logger.getLogger(SaleDirectory.class);

    private final SaleRepository sales;
    private volatile Map<String, Sale> active = Map.of();
    private volatile boolean reachable = true;

    SaleDirectory(SaleRepository sales) {
        this.sales = sales;
    }

    /** The sale, as far as this instance knows. */
    public Optional<Sale> find(String saleId) {
        return Optional.ofNullable(active.get(saleId));
    }

    /** Every sale that is not over. */
    public Collection<Sale> active() {
        return active.values();
    }

    /** Reads the sales again now; for whoever has just changed one. */
    public synchronized void refresh() {
        active = sales.findActive().stream()
                .collect(Collectors.toMap(Sale::id, Function.identity(), (a, b) -> a, ConcurrentHashMap::new));
    }

    void start(@Observes StartupEvent startup, Rounds rounds, SellingConfig config) {
        rounds.every(config.refreshPause(), "Reading the sales", this::refreshRegularly);
    }

    private void refreshRegularly() {
        try {
            refresh();
            reachable = true;
        } catch (RuntimeException e) {
            if (reachable) {
                LOG.warnf("Cannot read the sales, going on with what is known: %s", e.getMessage());
            }
            reachable = false;
        }
    }
}
