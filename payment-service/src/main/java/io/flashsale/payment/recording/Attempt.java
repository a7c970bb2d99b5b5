package io.flashsale.payment.recording;

import io.flashsale.payment.AttemptStatus;
import io.flashsale.payment.ordering.PayableOrder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/**
 * One attempt of a buyer to pay one order, committed before the provider is called under its id.
 *
 * <p>Of the card it keeps brand and last four digits only. {@code nextCheckAt} is when the attempt is due to be settled
 * or refunded; null once it needs nothing more.
 */
@Entity
@Table(name = "payment_attempts")
public class Attempt {

    @Id
    private String id;

    @Column(name = "order_id", nullable = false, updatable = false)
    private String orderId;

    @Column(name = "sale_id", nullable = false, updatable = false)
    private String saleId;

    @Column(name = "buyer_id", nullable = false, updatable = false)
    private String buyerId;

    @Column(name = "attempt_number", nullable = false, updatable = false)
    private int number;

    @Column(name = "idempotency_key", nullable = false, updatable = false)
    private String idempotencyKey;

    @Column(nullable = false, updatable = false)
    private byte[] fingerprint;

    @Column(name = "card_brand", nullable = false, updatable = false)
    private String cardBrand;

    @Column(name = "card_last_four", nullable = false, updatable = false)
    private String cardLastFour;

    @Column(name = "amount_minor", nullable = false, updatable = false)
    private long amountMinor;

    @Column(nullable = false, updatable = false)
    private String currency;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private AttemptStatus status;

    @Column(nullable = false, updatable = false)
    private String traceparent;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "changed_at", nullable = false)
    private Instant changedAt;

    @Column(name = "next_check_at")
    private Instant nextCheckAt;

    @Column(nullable = false)
    private int checks;

    /** For Hibernate. */
    protected Attempt() {}

    /** A pending attempt to pay what the order says, due to be settled at {@code firstCheckAt}. */
    public Attempt(PayableOrder order, int number, NewAttempt details, Instant now, Instant firstCheckAt) {
        this.id = details.id();
        this.orderId = order.orderId();
        this.saleId = order.saleId();
        this.buyerId = order.buyerId();
        this.number = number;
        this.idempotencyKey = details.idempotencyKey();
        this.fingerprint = details.fingerprint().clone();
        this.cardBrand = details.card().brand();
        this.cardLastFour = details.card().lastFour();
        this.amountMinor = order.amountMinor();
        this.currency = order.currency();
        this.status = AttemptStatus.PENDING;
        this.traceparent = details.traceparent();
        this.createdAt = now;
        this.changedAt = now;
        this.nextCheckAt = firstCheckAt;
    }

    /**
     * Takes an arrow of the state machine; {@code nextCheckAt} is when the new status wants attention, or null. An
     * arrow that does not exist is an error.
     */
    void become(AttemptStatus next, Instant now, Instant nextCheckAt) {
        if (!status.canBecome(next)) {
            throw new IllegalStateException("Attempt " + id + " is " + status + " and cannot become " + next);
        }
        this.status = next;
        this.changedAt = now;
        this.nextCheckAt = nextCheckAt;
        this.checks = 0;
    }

    /** Counts a look at the attempt and puts the next one off, which also keeps other copies away meanwhile. */
    void putOff(Instant now, Duration firstPause, Duration longestPause) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(checks, 16));
        nextCheckAt = now.plus(pause.compareTo(longestPause) < 0 ? pause : longestPause);
        checks++;
    }

    public String id() {
        return id;
    }

    public String orderId() {
        return orderId;
    }

    String saleId() {
        return saleId;
    }

    String buyerId() {
        return buyerId;
    }

    /** The attempt's HMAC over what was asked, to recognise a repetition. */
    public byte[] fingerprint() {
        return fingerprint.clone();
    }

    public long amountMinor() {
        return amountMinor;
    }

    public String currency() {
        return currency;
    }

    public AttemptStatus status() {
        return status;
    }

    String traceparent() {
        return traceparent;
    }

    public Instant createdAt() {
        return createdAt;
    }

    Instant nextCheckAt() {
        return nextCheckAt;
    }
}
