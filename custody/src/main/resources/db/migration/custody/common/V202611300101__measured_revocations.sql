-- The last refusal that ended somebody's access: how long before it a root had last agreed, by the
-- node where that was longest, and when it was measured. Nothing is decided by it.
ALTER TABLE policy_access ADD COLUMN lag_millis BIGINT;
ALTER TABLE policy_access ADD COLUMN lag_at BIGINT;
