-- Seals over what decides who may use a key. kind is vault, subscription, role-assignments or
-- database; id is the subscription's, or a digest of the vault's folded name. What is sealed of a
-- name or id that has no row any more says so.
CREATE TABLE vault_seals (
  kind VARCHAR(16) NOT NULL,
  id ${bytes} NOT NULL,
  version BIGINT NOT NULL,
  seal ${bytes} NOT NULL,
  PRIMARY KEY (kind, id)
);

-- seal_id is the key's alone, also among keys that had its name before.
ALTER TABLE vault_keys ADD COLUMN seal_id ${bytes};
ALTER TABLE vault_keys ADD COLUMN seal_version BIGINT;
ALTER TABLE vault_keys ADD COLUMN seal ${bytes};
ALTER TABLE vault_key_versions ADD COLUMN seal_version BIGINT;
ALTER TABLE vault_key_versions ADD COLUMN seal ${bytes};
