package io.flashsale.inventory.keeping;

import io.flashsale.inventory.RedisRun;
import io.flashsale.inventory.Sale;
import io.flashsale.inventory.redis.Slots;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.inventory.selling.SaleRepository;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Decides whether the slots of open sales may be relied on after Redis has been started anew.
 *
 * <p>They may when both runs, the one that a slot was trusted under and the present one, were verified to answer only
 * what is on disk; then nothing that was answered can be missing. Anything else is a matter for a rebuild. Until either
 * has happened, no script of the sale's epoch is sent.
 */
@Singleton
final class RunTrust {

    private static final Logger LOG = Logger.getLogger(RunTrust.class);

    private final Slots slots;
    private final SaleRepository sales;
    private final SaleDirectory directory;

    RunTrust(Slots slots, SaleRepository sales, SaleDirectory directory) {
        this.slots = slots;
        this.sales = sales;
        this.directory = directory;
    }

    /** Whether the present run of Redis is known to have the slot of this open sale; false asks for a rebuild. */
    boolean covers(Sale sale) {
        RedisRun present = slots.currentRun().orElseThrow(() -> new IllegalStateException("Redis is not connected"));
        RedisRun trusted = sale.trustedRun();
        if (present.equals(trusted)) {
            return true;
        }
        if (trusted == null || !trusted.isContinuedBy(present)) {
            return false;
        }
        if (sales.trust(sale.id(), sale.epoch(), trusted, present)) {
            LOG.infof("Sale %s goes on with run %s of Redis", sale.id(), present.id());
        }
        directory.refresh();
        return true;
    }
}
