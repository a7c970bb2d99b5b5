package io.flashsale.inventory.selling;

import io.flashsale.inventory.RedisRun;
import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The sales in MySQL. Every change of state is a compare-and-set on the epoch, so that two instances cannot both win. */
@Singleton
public class SaleRepository implements PanacheRepositoryBase<SaleEntity, String> {

    private final Clock clock;

    SaleRepository(Clock clock) {
        this.clock = clock;
    }

    /** Keeps a new sale. */
    @Transactional
    public void add(Sale sale) {
        persist(new SaleEntity(sale));
    }

    /** Every sale that is not over. */
    @Transactional
    public List<Sale> findActive() {
        return list("state <> ?1", SaleState.CLOSED).stream()
                .map(SaleEntity::toSale)
                .toList();
    }

    /** The sale of this id. */
    @Transactional
    public Optional<Sale> findSale(String saleId) {
        return findByIdOptional(saleId).map(SaleEntity::toSale);
    }

    /** Moves a sale from one epoch to the next and into RECOVERING; false when somebody else did so first. */
    @Transactional
    public boolean beginRebuild(String saleId, int epoch) {
        // First the moment: MySQL assigns from left to right, and it depends on the state before.
        return update(
                        "stateSince = case when state = ?2 then stateSince else ?3 end, epoch = ?1, state = ?2"
                                + " where id = ?4 and epoch = ?5 and state <> ?6",
                        epoch + 1,
                        SaleState.RECOVERING,
                        clock.instant(),
                        saleId,
                        epoch,
                        SaleState.CLOSED)
                == 1;
    }

    /** Ends a rebuild: the slot is open at this epoch on this run of Redis; false when somebody else is at it. */
    @Transactional
    public boolean open(String saleId, int epoch, RedisRun run) {
        return update(
                        "state = ?1, stateSince = ?2, redisRunId = ?3, redisDurable = ?4"
                                + " where id = ?5 and epoch = ?6 and state = ?7",
                        SaleState.OPEN,
                        clock.instant(),
                        run.id(),
                        run.durable(),
                        saleId,
                        epoch,
                        SaleState.RECOVERING)
                == 1;
    }

    /** Moves an open sale's trust from one run of Redis to the next; false when somebody else did or it is not open. */
    @Transactional
    public boolean trust(String saleId, int epoch, RedisRun before, RedisRun after) {
        return update(
                        "redisRunId = ?1, redisDurable = ?2 where id = ?3 and epoch = ?4 and state = ?5"
                                + " and redisRunId = ?6",
                        after.id(),
                        after.durable(),
                        saleId,
                        epoch,
                        SaleState.OPEN,
                        before.id())
                == 1;
    }

    /** Moves a sale within its epoch from one state to another; false when it is not there any more. */
    @Transactional
    public boolean move(String saleId, int epoch, SaleState from, SaleState to) {
        return update(
                        "state = ?1, stateSince = ?2 where id = ?3 and epoch = ?4 and state = ?5",
                        to,
                        clock.instant(),
                        saleId,
                        epoch,
                        from)
                == 1;
    }
}
