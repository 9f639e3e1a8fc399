-- When the last walk of the sweeper over all blobs began: nodes share one, and the next begins an
-- interval later.
ALTER TABLE content_sweep ADD COLUMN walk_begun_at BIGINT NOT NULL DEFAULT 0;
