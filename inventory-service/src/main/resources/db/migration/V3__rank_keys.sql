-- The secret that buyers' ranks in a sale follow from: 32 random bytes in hex. Sales that are here already get theirs now.
ALTER TABLE sales
    ADD COLUMN rank_key CHAR(64) NULL;

UPDATE sales SET rank_key = LOWER(HEX(RANDOM_BYTES(32)));

ALTER TABLE sales
    MODIFY COLUMN rank_key CHAR(64) NOT NULL;
