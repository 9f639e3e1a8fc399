-- Counts the changes of the wraps of a policy's key, so that the newest copy in a bundle is known.
ALTER TABLE policies ADD COLUMN key_revision BIGINT NOT NULL DEFAULT 1;
