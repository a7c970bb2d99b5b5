package io.flashsale.payment.publishing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An event that is committed and not yet known to be in Kafka. */
@Entity
@Table(name = "outbox")
class OutboxEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "order_id", nullable = false, updatable = false)
    private String orderId;

    @Column(nullable = false, updatable = false)
    private String payload;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    /** For Hibernate. */
    protected OutboxEntry() {}

    OutboxEntry(String orderId, String payload, Instant createdAt) {
        this.orderId = orderId;
        this.payload = payload;
        this.createdAt = createdAt;
    }

    Long id() {
        return id;
    }

    String orderId() {
        return orderId;
    }

    String payload() {
        return payload;
    }

    Instant createdAt() {
        return createdAt;
    }
}
