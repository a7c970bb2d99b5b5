-- The order-service's own, smallest record of a sale, and its orders. Everything is ASCII by contract
-- (identifiers, states, currency codes) and compares byte by byte. Times are UTC, by the database's clock.
-- Lock order everywhere: the allotment row first, then orders.

CREATE TABLE allotments (
    sale_id      VARCHAR(32) NOT NULL,
    total        INT         NOT NULL,
    -- Units in live orders. Only order-service writes it, in the transaction that changes those orders.
    taken        INT         NOT NULL,
    price_minor  BIGINT      NOT NULL,
    currency     CHAR(3)     NOT NULL,
    hold_seconds INT         NOT NULL,
    epoch        BIGINT      NOT NULL,
    version      BIGINT      NOT NULL,
    PRIMARY KEY (sale_id),
    -- The last line of defence: even a faulty program cannot commit an oversold sale.
    CONSTRAINT allotments_never_oversold CHECK (taken >= 0 AND taken <= total)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE orders (
    order_id       VARCHAR(80)  NOT NULL,
    sale_id        VARCHAR(32)  NOT NULL,
    buyer_id       VARCHAR(64)  NOT NULL,
    quantity       INT          NOT NULL,
    status         VARCHAR(16)  NOT NULL,
    version        BIGINT       NOT NULL,
    amount_minor   BIGINT       NOT NULL,
    currency       CHAR(3)      NOT NULL,
    created_at     DATETIME(3)  NOT NULL,
    expires_at     DATETIME(3)  NULL,
    closed_at      DATETIME(3)  NULL,
    payment_id     VARCHAR(128) NULL,
    payment_status VARCHAR(16)  NULL,
    payment_at     DATETIME(3)  NULL,
    -- Names the buyer while the order is live and nobody once it is closed, so that the unique key below
    -- means: one live order per buyer and sale.
    live_buyer     VARCHAR(64) GENERATED ALWAYS AS (
        CASE WHEN status IN ('PENDING_PAYMENT', 'PAID') THEN buyer_id ELSE NULL END
    ) STORED,
    PRIMARY KEY (order_id),
    UNIQUE KEY orders_one_live_per_buyer (sale_id, live_buyer),
    -- The due index of expiry.
    KEY orders_due (status, expires_at),
    -- A buyer's orders, newest first, read backwards.
    KEY orders_of_buyer (buyer_id, created_at, order_id)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;

-- Events implied by a transition that HTTP or time caused; deleted once the broker has acknowledged them.
CREATE TABLE outbox (
    id         BIGINT        NOT NULL AUTO_INCREMENT,
    order_id   VARCHAR(80)   NOT NULL,
    payload    VARCHAR(1024) NOT NULL,
    created_at DATETIME(3)   NOT NULL,
    PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin;
