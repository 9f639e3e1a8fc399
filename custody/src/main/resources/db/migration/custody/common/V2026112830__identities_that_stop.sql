-- An identity that is disabled has no way in and no standing until it is enabled. sign_outs counts
-- how often it was signed out everywhere: a token that was made before the last time is worth
-- nothing.
ALTER TABLE identities ADD COLUMN enabled SMALLINT NOT NULL DEFAULT 1;
ALTER TABLE identities ADD COLUMN sign_outs BIGINT NOT NULL DEFAULT 0;
