package io.flashsale.inventory.selling;

import io.flashsale.inventory.RedisRun;
import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code sales}. */
@Entity
@Table(name = "sales")
class SaleEntity {

    @Id
    String id;

    String title;
    long priceMinor;
    String currency;
    int total;
    Instant opensAt;
    Instant closesAt;
    int perUserLimit;
    int holdSeconds;
    String mode;

    @Enumerated(EnumType.STRING)
    SaleState state;

    int epoch;
    Instant stateSince;
    Instant createdAt;
    String redisRunId;
    boolean redisDurable;
    String rankKey;

    /** For Hibernate. */
    SaleEntity() {}

    SaleEntity(Sale sale) {
        id = sale.id();
        title = sale.title();
        priceMinor = sale.priceMinor();
        currency = sale.currency();
        total = sale.total();
        opensAt = sale.opensAt();
        closesAt = sale.closesAt();
        perUserLimit = sale.perUserLimit();
        holdSeconds = sale.holdSeconds();
        mode = sale.mode();
        state = sale.state();
        epoch = sale.epoch();
        stateSince = sale.stateSince();
        createdAt = sale.stateSince();
        rankKey = sale.rankKey();
    }

    Sale toSale() {
        return new Sale(
                id,
                title,
                priceMinor,
                currency,
                total,
                opensAt,
                closesAt,
                perUserLimit,
                holdSeconds,
                mode,
                state,
                epoch,
                stateSince,
                redisRunId == null ? null : new RedisRun(redisRunId, redisDurable),
                rankKey);
    }
}
