-- The switches that somebody has set. A switch without a row, or whose value is NULL, is at its default.
CREATE TABLE switches (
    name       VARCHAR(64)  NOT NULL,
    value      VARCHAR(32)  NULL,
    version    BIGINT       NOT NULL,
    -- Set by a rule of automatic degradation, not by a person.
    automatic  TINYINT(1)   NOT NULL,
    who        VARCHAR(64)  NOT NULL,
    why        VARCHAR(200) NOT NULL,
    changed_at DATETIME(3)  NOT NULL,
    -- When some instance last saw the reason why a rule has set it.
    needed_at  DATETIME(3)  NOT NULL,
    PRIMARY KEY (name),
    KEY switches_by_change (changed_at)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

-- Every version that a switch has had, append-only, written in the transaction of the change.
CREATE TABLE switch_history (
    name       VARCHAR(64)  NOT NULL,
    version    BIGINT       NOT NULL,
    value      VARCHAR(32)  NULL,
    automatic  TINYINT(1)   NOT NULL,
    who        VARCHAR(64)  NOT NULL,
    why        VARCHAR(200) NOT NULL,
    changed_at DATETIME(3)  NOT NULL,
    PRIMARY KEY (name, version)
) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
