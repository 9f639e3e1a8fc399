-- Entries of acts, written in the acts' own transactions, that have no place in a log yet. Writing
-- here waits for nobody. Whoever has the turn to append next moves them to ledger_entry, in the
-- order of their ids.
CREATE TABLE ledger_pending (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  entry BYTEA NOT NULL,
  actor_salt BYTEA,
  actor BYTEA,
  values_salt BYTEA,
  personal_values BYTEA
);

-- Every row is deleted within seconds: what is left must not wait until it is a share of a large
-- table.
ALTER TABLE ledger_pending
  SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
