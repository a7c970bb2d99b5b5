package io.flashsale.payment.ordering;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** The record of orders. */
@ApplicationScoped
public class PayableOrderRepository implements PanacheRepositoryBase<PayableOrder, String> {

    private final Session session;

    PayableOrderRepository(Session session) {
        this.session = session;
    }

    /** The order, its row locked until the running transaction ends. */
    public Optional<PayableOrder> lock(String orderId) {
        return lockAll(List.of(orderId)).stream().findFirst();
    }

    /** Those of the orders that are known, locked in the order of their ids so that two lockers cannot deadlock. */
    List<PayableOrder> lockAll(Collection<String> orderIds) {
        return session.createNativeQuery(
                        "SELECT * FROM payable_orders WHERE order_id IN (:ids) ORDER BY order_id FOR UPDATE",
                        PayableOrder.class)
                .setParameterList("ids", orderIds)
                .getResultList();
    }
}
