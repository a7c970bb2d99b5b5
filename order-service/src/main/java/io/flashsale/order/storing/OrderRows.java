package io.flashsale.order.storing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** The rows of orders, by Panache. */
@ApplicationScoped
class OrderRows implements PanacheRepositoryBase<OrderRow, String> {}
