-- Every entry gets its place in its tenant's own log. The table is made anew: SQLite keeps rows in
-- the order of an INTEGER key, so appends go to its end and the key needs no index of its own. The
-- actor is in the entry, or with what else names a person in ledger_personal; the root after each
-- entry is not kept any more.
DROP INDEX ledger_entry_by_tenant;
DROP INDEX ledger_entry_by_time;
ALTER TABLE ledger_entry RENAME TO ledger_entry_before;

CREATE TABLE ledger_entry (
  sequence INTEGER PRIMARY KEY,
  tenant_id BLOB NOT NULL,
  log_index BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  operation VARCHAR(1024) NOT NULL,
  object_id VARCHAR(1024) NOT NULL,
  outcome VARCHAR(16) NOT NULL,
  entry BLOB NOT NULL,
  leaf_hash BLOB NOT NULL
);

INSERT INTO ledger_entry
  (sequence, tenant_id, log_index, recorded_at, operation, object_id, outcome, entry, leaf_hash)
SELECT sequence, tenant_id, ROW_NUMBER() OVER (PARTITION BY tenant_id ORDER BY sequence) - 1,
  recorded_at, operation, object_id, outcome, entry, leaf_hash
FROM ledger_entry_before ORDER BY sequence;

DROP TABLE ledger_entry_before;

CREATE UNIQUE INDEX ledger_entry_by_index ON ledger_entry (tenant_id, log_index);
CREATE INDEX ledger_entry_by_time ON ledger_entry (tenant_id, recorded_at, sequence);

-- What names or describes a person in an entry, with the salts of the commitments to it that are
-- in the entry. Erasing it leaves the entry as it was hashed.
CREATE TABLE ledger_personal (
  sequence INTEGER PRIMARY KEY,
  actor_salt BLOB,
  actor BLOB,
  values_salt BLOB,
  personal_values BLOB
);
