package io.flashsale.inventory.admitting;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.redis.Slots;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Looks at the stock and the demand of many sales at once, so that a round takes as long as its slowest look, however many
 * sales are open. What cannot be seen within {@link #LONGEST_LOOK} is left out of the round.
 */
@Singleton
final class Looks {

    private static final Logger LOG = Logger.getLogger(Looks.class);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    private final Function<Sale, Uni<Look>> looking;
    private final Duration longestLook;

    @Inject
    Looks(Slots slots, DemandSketch sketch) {
        this(sale -> look(slots, sketch, sale), LONGEST_LOOK);
    }

    Looks(Function<Sale, Uni<Look>> looking, Duration longestLook) {
        this.looking = looking;
        this.longestLook = longestLook;
    }

    /**
     * One sale as it was seen.
     *
     * @param stock empty when the slot does not sell: nothing is known of the stock then
     * @param estimate of the demand
     */
    record Look(Sale sale, Optional<SlotStock> stock, double estimate) {}

    /** The sales whose stock could be seen; waits for Redis. */
    List<Look> at(List<Sale> sales) {
        if (sales.isEmpty()) {
            return List.of();
        }
        List<Optional<Look>> seen = Uni.join()
                .all(sales.stream().map(this::bounded).toList())
                .andFailFast()
                .await()
                .indefinitely();
        return seen.stream()
                .flatMap(Optional::stream)
                .filter(look -> look.stock().isPresent())
                .toList();
    }

    private Uni<Optional<Look>> bounded(Sale sale) {
        return Uni.createFrom()
                .deferred(() -> looking.apply(sale))
                .ifNoItem()
                .after(longestLook)
                .fail()
                .map(Optional::of)
                .onFailure()
                .invoke(e -> LOG.debugf("The line of sale %s is set later: %s", sale.id(), e.getMessage()))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private static Uni<Look> look(Slots slots, DemandSketch sketch, Sale sale) {
        Uni<Optional<SlotStock>> stock = slots.send(Command.HMGET, SlotKey.SALE, sale.id(), SlotStock.FIELDS)
                .map(fields -> Optional.ofNullable(SlotStock.parse(fields, sale.epoch())));
        return Uni.combine()
                .all()
                .unis(stock, sketch.read(sale))
                .with((seen, demand) -> new Look(sale, seen, demand.estimate()));
    }
}
