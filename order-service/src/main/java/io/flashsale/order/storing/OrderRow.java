package io.flashsale.order.storing;

import io.flashsale.order.Order;
import io.flashsale.order.OrderStatus;
import io.flashsale.order.Payment;
import io.flashsale.order.PaymentStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.hibernate.annotations.Immutable;

/** A row of orders as it is looked up. Never written through Hibernate. */
@Entity
@Immutable
@Table(name = "orders")
class OrderRow {

    @Id
    @Column(name = "order_id")
    String orderId;

    @Column(name = "sale_id")
    String saleId;

    @Column(name = "buyer_id")
    String buyerId;

    int quantity;

    @Enumerated(EnumType.STRING)
    OrderStatus status;

    long version;

    @Column(name = "amount_minor")
    long amountMinor;

    String currency;

    @Column(name = "created_at")
    LocalDateTime createdAt;

    @Column(name = "expires_at")
    LocalDateTime expiresAt;

    @Column(name = "closed_at")
    LocalDateTime closedAt;

    @Column(name = "payment_id")
    String paymentId;

    @Enumerated(EnumType.STRING)
    @Column(name = "payment_status")
    PaymentStatus paymentStatus;

    @Column(name = "payment_at")
    LocalDateTime paymentAt;

    Order toOrder() {
        return new Order(
                orderId,
                saleId,
                buyerId,
                quantity,
                status,
                version,
                amountMinor,
                currency,
                utc(createdAt),
                utc(expiresAt),
                utc(closedAt),
                paymentId == null ? null : new Payment(paymentId, paymentStatus, utc(paymentAt)));
    }

    private static Instant utc(LocalDateTime time) {
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }
}
