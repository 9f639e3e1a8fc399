-- Operators' attestations that backups which held what a purge destroyed are destroyed. Rows are
-- added and never changed; of a purge the last one counts. ledger_entry is the index of its entry
-- in the tenant's log.
CREATE TABLE purge_backups (
  case_id ${bytes} NOT NULL REFERENCES purge_cases (id),
  statement_sha256 TEXT NOT NULL,
  number BIGINT NOT NULL,
  destroyed_on TEXT NOT NULL,
  operator_name TEXT NOT NULL,
  key_id TEXT NOT NULL,
  signature TEXT NOT NULL,
  attested_at BIGINT NOT NULL,
  ledger_entry BIGINT NOT NULL,
  seal ${bytes},
  PRIMARY KEY (case_id, statement_sha256),
  UNIQUE (case_id, number)
);
