-- Every entry gets its place in its tenant's own log. The actor is in the entry, or with what else
-- names a person in ledger_personal; the root after each entry is not kept any more.
ALTER TABLE ledger_entry ADD COLUMN log_index BIGINT;

UPDATE ledger_entry SET log_index = place.log_index
FROM (
  SELECT sequence, ROW_NUMBER() OVER (PARTITION BY tenant_id ORDER BY sequence) - 1 AS log_index
  FROM ledger_entry
) place
WHERE ledger_entry.sequence = place.sequence;

ALTER TABLE ledger_entry ALTER COLUMN log_index SET NOT NULL;
ALTER TABLE ledger_entry DROP COLUMN actor;
ALTER TABLE ledger_entry DROP COLUMN tree_root;
DROP INDEX ledger_entry_by_tenant;
CREATE UNIQUE INDEX ledger_entry_by_index ON ledger_entry (tenant_id, log_index);

-- What names or describes a person in an entry, with the salts of the commitments to it that are
-- in the entry. Erasing it leaves the entry as it was hashed.
CREATE TABLE ledger_personal (
  sequence BIGINT PRIMARY KEY,
  actor_salt BYTEA,
  actor BYTEA,
  values_salt BYTEA,
  personal_values BYTEA
);
