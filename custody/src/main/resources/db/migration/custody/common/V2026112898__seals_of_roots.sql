-- seal: a code over which keys of the customer's a policy is under, under a key that is not in this
-- database; seal_version counts the states of a row. Rows from before are sealed once, when the
-- program first starts with this form.
ALTER TABLE policy_roots ADD COLUMN seal_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE policy_roots ADD COLUMN seal ${bytes};
