package io.flashsale.payment.ordering;

import io.flashsale.payment.OrderStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An order as far as paying for it is concerned; its row is also the lock that orders payments and closings. */
@Entity
@Table(name = "payable_orders")
public class PayableOrder {

    @Id
    @Column(name = "order_id")
    private String orderId;

    @Column(name = "sale_id", nullable = false, updatable = false)
    private String saleId;

    @Column(name = "buyer_id", nullable = false, updatable = false)
    private String buyerId;

    @Column(name = "amount_minor", nullable = false)
    private long amountMinor;

    @Column(nullable = false)
    private String currency;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private OrderStatus status;

    @Column(nullable = false)
    private long version;

    @Column(name = "expires_at")
    private Instant expiresAt;

    /** For Hibernate. */
    protected PayableOrder() {}

    PayableOrder(OrderState state) {
        this.orderId = state.orderId();
        this.saleId = state.saleId();
        this.buyerId = state.buyerId();
        take(state);
    }

    /** Moves to a newer version; false, and nothing changes, for a repeated or older one. */
    boolean advance(OrderState state) {
        if (state.version() <= version) {
            return false;
        }
        take(state);
        return true;
    }

    private void take(OrderState state) {
        amountMinor = state.amountMinor();
        currency = state.currency();
        status = state.status();
        version = state.version();
        expiresAt = state.expiresAt();
    }

    public String orderId() {
        return orderId;
    }

    public String saleId() {
        return saleId;
    }

    public String buyerId() {
        return buyerId;
    }

    /** What the buyer owes, in minor units of {@link #currency}. */
    public long amountMinor() {
        return amountMinor;
    }

    public String currency() {
        return currency;
    }

    public OrderStatus status() {
        return status;
    }

    long version() {
        return version;
    }

    /** When the hold ends; null for an order that never had one. */
    public Instant expiresAt() {
        return expiresAt;
    }
}
