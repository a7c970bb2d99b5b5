-- The run of the Redis server under which a sale's slot was opened or trusted last, and whether that run was verified to
-- answer only what is on disk. NULL: none yet, so that an open sale is rebuilt before it sells.
ALTER TABLE sales
    ADD COLUMN redis_run_id  VARCHAR(64) NULL,
    ADD COLUMN redis_durable TINYINT(1)  NOT NULL DEFAULT 0;
