package io.flashsale.payment.publishing;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** The rows of the outbox, and the turn to send them. */
@ApplicationScoped
class OutboxRepository implements PanacheRepository<OutboxEntry> {

    private final Session session;

    OutboxRepository(Session session) {
        this.session = session;
    }

    /**
     * Takes the only turn to send until the transaction ends; false when another copy of the service has it. One sender
     * at a time is what keeps the events of an order in their order.
     */
    boolean takeTurn() {
        return !session.createNativeQuery(
                        "SELECT id FROM outbox_turn WHERE id = 1 FOR UPDATE SKIP LOCKED", Integer.class)
                .getResultList()
                .isEmpty();
    }

    List<OutboxEntry> oldest(int limit) {
        return findAll(Sort.by("id")).page(0, limit).list();
    }

    void deleteAll(List<Long> ids) {
        delete("id in ?1", ids);
    }

    Optional<Instant> oldestCreatedAt() {
        return findAll(Sort.by("id")).firstResultOptional().map(OutboxEntry::createdAt);
    }
}
