-- What the simulated card provider remembers. It stands for the outside world: nothing else reads or writes it, and no
-- transaction covers it and our tables together.
CREATE TABLE simulated_provider_charges (
    attempt_id     VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    decision       VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    amount_minor   BIGINT      NOT NULL,
    currency       CHAR(3)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    decided_at_ms  BIGINT      NOT NULL,
    refunded_at_ms BIGINT      NULL,
    PRIMARY KEY (attempt_id)
);
