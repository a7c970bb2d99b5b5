package io.flashsale.inventory.keeping;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import io.flashsale.inventory.publishing.SalePublisher;
import io.flashsale.inventory.publishing.Stock;
import io.flashsale.inventory.rebuilding.Rebuilds;
import io.flashsale.inventory.redis.Script;
import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.redis.SlotStatus;
import io.flashsale.inventory.redis.Slots;
import io.flashsale.inventory.relaying.Leases;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.inventory.selling.SaleRepository;
import io.flashsale.inventory.timing.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Looks after the sales whose lease this instance holds: opens them when they are due, asks for a rebuild when the slot
 * is not what MySQL says it should be, tells everybody of every change, and puts away what is over.
 */
@Singleton
public class SaleKeeper {

    private static final Logger LOG = Logger.getLogger(SaleKeeper.class);

    private final SaleDirectory directory;
    private final SaleRepository sales;
    private final Leases leases;
    private final Slots slots;
    private final Rebuilds rebuilds;
    private final RunTrust trust;
    private final SalePublisher publisher;
    private final KeepingConfig config;
    private final Clock clock;
    private final Map<String, Instant> nextInspection = new ConcurrentHashMap<>();
    private final Map<String, Told> lastTold = new ConcurrentHashMap<>();

    private record Told(Stock stock, Instant at) {}

    SaleKeeper(
            SaleDirectory directory,
            SaleRepository sales,
            Leases leases,
            Slots slots,
            Rebuilds rebuilds,
            RunTrust trust,
            SalePublisher publisher,
            KeepingConfig config,
            Clock clock) {
        this.directory = directory;
        this.sales = sales;
        this.leases = leases;
        this.slots = slots;
        this.rebuilds = rebuilds;
        this.trust = trust;
        this.publisher = publisher;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent startup, Rounds rounds) {
        rounds.every(config.pause(), "Keeping the sales", this::keepAll);
    }

    private void keepAll() {
        for (Sale sale : directory.active()) {
            try {
                boolean trusted = sale.state() != SaleState.OPEN || trust.covers(sale);
                if (leases.holds(sale.id())) {
                    keep(sale, trusted);
                }
            } catch (RuntimeException e) {
                LOG.debugf("Sale %s is looked after later: %s", sale.id(), e.getMessage());
            }
        }
        lastTold.keySet().removeIf(id -> directory.find(id).isEmpty());
        nextInspection.keySet().removeIf(id -> directory.find(id).isEmpty());
    }

    private void keep(Sale sale, boolean trusted) {
        Instant now = clock.instant();
        SlotState slot = look(sale);
        switch (sale.state()) {
            case SCHEDULED -> {
                if (!now.isBefore(sale.opensAt().minus(config.prepareBefore()))) {
                    rebuilds.request(sale.id(), "it opens");
                }
            }
            case RECOVERING -> rebuilds.request(sale.id(), "nobody finished its last rebuild");
            case OPEN -> {
                if (!trusted) {
                    rebuilds.request(sale.id(), "Redis has been started anew and may have lost something");
                    slot = SlotState.ABSENT;
                } else if (!slot.isOpenAt(sale.epoch())) {
                    rebuilds.request(sale.id(), slot.epoch() == null ? "Redis has lost it" : "Redis disagrees");
                } else if (now.isBefore(sale.stateSince().plus(config.tellOpenAfter()))) {
                    slot = SlotState.ABSENT;
                } else if (isDamaged(sale, now)) {
                    rebuilds.request(sale.id(), "its slot is damaged");
                    slot = SlotState.ABSENT;
                } else if (isOver(sale, slot, now)) {
                    putAway(sale, slot, now);
                    return;
                }
            }
            case CLOSED -> {
                return;
            }
        }
        tell(sale, slot.stock(sale, now), now);
    }

    private SlotState look(Sale sale) {
        try {
            return SlotState.parse(slots.send(Command.HMGET, SlotKey.SALE, sale.id(), SlotState.FIELDS)
                    .await()
                    .indefinitely());
        } catch (RuntimeException e) {
            if (String.valueOf(e.getMessage()).contains("WRONGTYPE")) {
                return SlotState.ABSENT;
            }
            throw e;
        }
    }

    /** Looks at all keys of the slot, by a batch without clicks, as often as the state is repeated. */
    private boolean isDamaged(Sale sale, Instant now) {
        Instant due = nextInspection.getOrDefault(sale.id(), Instant.MIN);
        if (now.isBefore(due)) {
            return false;
        }
        nextInspection.put(sale.id(), now.plus(config.repeatEvery()));
        Response reply = slots.runOn(
                        sale.trustedRun(), Script.RESERVE_STOCK, sale.id(), List.of(Integer.toString(sale.epoch())))
                .await()
                .indefinitely();
        return SlotStatus.ofCode(reply.get(0).toInteger()).needsRebuild();
    }

    private void tell(Sale sale, Stock stock, Instant now) {
        Told told = lastTold.get(sale.id());
        Duration sinceTold = told == null ? null : Duration.between(told.at(), now);
        boolean repeat = told == null || sinceTold.compareTo(config.repeatEvery()) >= 0;
        if (!repeat && told.stock().equals(stock)) {
            return;
        }
        lastTold.put(sale.id(), new Told(stock, now));
        publisher.publish(sale, stock).subscribe().with(sent -> LOG.tracef("Told of %s", stock), e -> {
            lastTold.remove(sale.id());
            LOG.debugf("Nobody could be told of sale %s: %s", sale.id(), e.getMessage());
        });
    }

    private boolean isOver(Sale sale, SlotState slot, Instant now) {
        Instant lastHoldEnds = sale.closesAt().plusSeconds(sale.holdSeconds()).plus(config.putAwayAfter());
        return now.isAfter(lastHoldEnds) && slot.unconfirmedUnits() == 0;
    }

    private void putAway(Sale sale, SlotState slot, Instant now) {
        publisher.publish(sale, slot.stock(sale, now)).await().atMost(Duration.ofSeconds(5));
        if (sales.move(sale.id(), sale.epoch(), SaleState.OPEN, SaleState.CLOSED)) {
            LOG.infof("Sale %s is over", sale.id());
        }
        directory.refresh();
        leases.forget(sale.id());
    }
}
