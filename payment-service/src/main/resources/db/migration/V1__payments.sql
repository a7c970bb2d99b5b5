-- Identifiers are ASCII and compared byte by byte. All times are UTC.

-- The own record of orders. Its rows are also the locks under which payments and closings meet.
CREATE TABLE payable_orders (
    order_id     VARCHAR(80) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sale_id      VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    buyer_id     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount_minor BIGINT      NOT NULL,
    currency     CHAR(3)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version      BIGINT      NOT NULL,
    expires_at   DATETIME(3) NULL,
    PRIMARY KEY (order_id)
);

-- One row per attempt, committed before the provider is called under its id. No card number, no holder.
-- open_order_id is the order while the attempt is pending, succeeded or being refunded, and NULL afterwards:
-- its unique key admits one such attempt per order.
CREATE TABLE payment_attempts (
    id              VARCHAR(40)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id        VARCHAR(80)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    sale_id         VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    buyer_id        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    attempt_number  INT          NOT NULL,
    idempotency_key VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fingerprint     VARBINARY(32) NOT NULL,
    card_brand      VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    card_last_four  CHAR(4)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount_minor    BIGINT       NOT NULL,
    currency        CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    status          VARCHAR(16)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    traceparent     CHAR(55)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at      DATETIME(3)  NOT NULL,
    changed_at      DATETIME(3)  NOT NULL,
    next_check_at   DATETIME(3)  NULL,
    checks          INT          NOT NULL,
    open_order_id   VARCHAR(80)  CHARACTER SET ascii COLLATE ascii_bin
        GENERATED ALWAYS AS (CASE WHEN status IN ('PENDING', 'SUCCEEDED', 'REFUNDING') THEN order_id END) STORED,
    PRIMARY KEY (id),
    UNIQUE KEY one_attempt_per_key (buyer_id, idempotency_key),
    UNIQUE KEY one_open_attempt_per_order (open_order_id),
    UNIQUE KEY attempts_in_sequence (order_id, attempt_number),
    KEY due (status, next_check_at)
);

-- Events committed with their cause and not yet acknowledged by Kafka.
CREATE TABLE outbox (
    id         BIGINT        NOT NULL AUTO_INCREMENT,
    order_id   VARCHAR(80)   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    payload    VARCHAR(4000) CHARACTER SET utf8mb4 NOT NULL,
    created_at DATETIME(3)   NOT NULL,
    PRIMARY KEY (id)
);

-- The turn to send the outbox: whoever holds the lock on its only row.
CREATE TABLE outbox_turn (
    id INT NOT NULL,
    PRIMARY KEY (id)
);
INSERT INTO outbox_turn (id) VALUES (1);
