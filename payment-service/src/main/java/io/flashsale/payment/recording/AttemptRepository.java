package io.flashsale.payment.recording;

import io.flashsale.payment.AttemptStatus;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** The attempts, by the questions that are asked of them. */
@ApplicationScoped
public class AttemptRepository implements PanacheRepositoryBase<Attempt, String> {

    private final Session session;

    AttemptRepository(Session session) {
        this.session = session;
    }

    /** The attempt a buyer made with this key; keys of different buyers have nothing to do with each other. */
    public Optional<Attempt> withKey(String buyerId, String idempotencyKey) {
        return find("buyerId = ?1 and idempotencyKey = ?2", buyerId, idempotencyKey)
                .firstResultOptional();
    }

    /** All attempts on an order, the latest first. */
    public List<Attempt> ofOrder(String orderId) {
        return list("orderId", Sort.descending("number"), orderId);
    }

    /** The latest attempt on an order. */
    public Optional<Attempt> latestOf(String orderId) {
        return find("orderId", Sort.descending("number"), orderId).firstResultOptional();
    }

    /**
     * Claims attempts that are due, in a transaction of its own: each is put off, by a pause that doubles with each
     * claim, so that no other copy of the service looks at it meanwhile and a crash only delays it.
     */
    public List<Attempt> claimDue(AttemptStatus status, Instant now, int limit, Duration firstPause, Duration longest) {
        return QuarkusTransaction.requiringNew().call(() -> {
            List<Attempt> due = session.createNativeQuery(
                            "SELECT * FROM payment_attempts WHERE status = :status AND next_check_at <= :now"
                                    + " ORDER BY next_check_at LIMIT :limit FOR UPDATE SKIP LOCKED",
                            Attempt.class)
                    .setParameter("status", status.name())
                    .setParameter("now", now)
                    .setParameter("limit", limit)
                    .getResultList();
            due.forEach(attempt -> attempt.putOff(now, firstPause, longest));
            return due;
        });
    }

    /** The attempt, its row locked. Lock its order first: everybody locks in that sequence. */
    Optional<Attempt> lock(String id) {
        return session
                .createNativeQuery("SELECT * FROM payment_attempts WHERE id = :id FOR UPDATE", Attempt.class)
                .setParameter("id", id)
                .getResultList()
                .stream()
                .findFirst();
    }

    /** The succeeded attempts on these orders, locked. */
    List<Attempt> lockSucceededOf(Collection<String> orderIds) {
        return session.createNativeQuery(
                        "SELECT * FROM payment_attempts WHERE order_id IN (:orders) AND status = 'SUCCEEDED'"
                                + " ORDER BY id FOR UPDATE",
                        Attempt.class)
                .setParameterList("orders", orderIds)
                .getResultList();
    }

    /** The order an attempt is for; it never changes. */
    Optional<String> orderOf(String id) {
        return find("select orderId from Attempt where id = ?1", id)
                .project(String.class)
                .firstResultOptional();
    }
}
