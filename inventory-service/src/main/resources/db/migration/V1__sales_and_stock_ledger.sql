-- Sales as the operator defined them, and how far each one's rebuild has come.
CREATE TABLE sales (
    id             VARCHAR(32)  NOT NULL,
    title          VARCHAR(200) NOT NULL,
    price_minor    BIGINT       NOT NULL,
    currency       CHAR(3)      NOT NULL,
    total          INT          NOT NULL,
    opens_at       DATETIME(3)  NOT NULL,
    closes_at      DATETIME(3)  NOT NULL,
    per_user_limit INT          NOT NULL,
    hold_seconds   INT          NOT NULL,
    mode           VARCHAR(32)  NOT NULL,
    state          VARCHAR(16)  NOT NULL,
    epoch          INT          NOT NULL,
    state_since    DATETIME(3)  NOT NULL,
    created_at     DATETIME(3)  NOT NULL,
    PRIMARY KEY (id),
    KEY sales_by_state (state)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- What happened to stock, append-only, for audit. The primary key of an event keeps a repeated event from counting
-- twice here; whether stock moves is decided in Redis alone.
CREATE TABLE stock_ledger (
    id          BIGINT      NOT NULL AUTO_INCREMENT,
    event_key   VARCHAR(96) NOT NULL,
    sale_id     VARCHAR(32) NOT NULL,
    order_id    VARCHAR(64) NOT NULL,
    kind        VARCHAR(16) NOT NULL,
    units       INT         NOT NULL,
    recorded_at DATETIME(3) NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY stock_ledger_event (event_key),
    KEY stock_ledger_by_sale (sale_id, id)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
