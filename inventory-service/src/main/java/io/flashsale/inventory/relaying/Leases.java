package io.flashsale.inventory.relaying;

import io.flashsale.inventory.redis.Script;
import io.flashsale.inventory.redis.Slots;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Which sales this instance works for: one leaseholder per slot relays, publishes and rebuilds.
 *
 * <p>A lease saves double work and nothing else; every guarded step is harmless when two do it, or is decided by a
 * compare-and-set. Renewed when a third of it has passed.
 */
@Singleton
public final class Leases {

    private static final Logger LOG = Logger.getLogger(Leases.class);

    private final Slots slots;
    private final Clock clock;
    private final Duration leaseTime;
    private final String owner = UUID.randomUUID().toString();
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    private volatile boolean handedOver;

    private record Held(Instant renewAt, boolean mine) {}

    Leases(Slots slots, Clock clock, RelayingConfig config) {
        this.slots = slots;
        this.clock = clock;
        this.leaseTime = config.leaseTime();
    }

    /** Whether this instance holds the sale's lease, taking or renewing it when it is time; blocks on Redis then. */
    public boolean holds(String saleId) {
        if (handedOver) {
            return false;
        }
        Held known = held.get(saleId);
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.renewAt())) {
            return known.mine();
        }
        boolean mine = keep(saleId, leaseTime.toMillis());
        held.put(saleId, new Held(now.plus(leaseTime.dividedBy(3)), mine));
        return mine;
    }

    /** Forgets a sale that is over. */
    public void forget(String saleId) {
        held.remove(saleId);
    }

    private boolean keep(String saleId, long millis) {
        return slots.run(Script.KEEP_LEASE, saleId, List.of(owner, Long.toString(millis)))
                        .await()
                        .indefinitely()
                        .toInteger()
                == 1;
    }

    /** Hands the leases over at once instead of letting the next holder wait for them to run out. */
    void giveBack(@Observes @Priority(200) ShutdownEvent shutdown) {
        handedOver = true;
        held.forEach((saleId, lease) -> {
            if (lease.mine()) {
                try {
                    keep(saleId, 0);
                } catch (RuntimeException e) {
                    LOG.debugf("Lease of %s runs out by itself: %s", saleId, e.getMessage());
                }
            }
        });
    }
}
