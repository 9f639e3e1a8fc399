-- deleted_at and purge_at are set while a key is deleted and can still be recovered.
-- rotation_policy is JSON; rotate_at is when the latest version is due to be replaced.
ALTER TABLE vault_keys ADD COLUMN deleted_at BIGINT;
ALTER TABLE vault_keys ADD COLUMN purge_at BIGINT;
ALTER TABLE vault_keys ADD COLUMN rotation_policy TEXT;
ALTER TABLE vault_keys ADD COLUMN rotate_at BIGINT;

-- Lists read one side only, so neither slows down as the other grows.
CREATE INDEX vault_keys_live ON vault_keys (vault_id, folded_name) WHERE deleted_at IS NULL;
CREATE INDEX vault_keys_deleted ON vault_keys (vault_id, folded_name)
  WHERE deleted_at IS NOT NULL;
CREATE INDEX vault_keys_to_purge ON vault_keys (purge_at) WHERE purge_at IS NOT NULL;
CREATE INDEX vault_keys_to_rotate ON vault_keys (rotate_at) WHERE rotate_at IS NOT NULL;

-- Names whose keys were purged: their refusals read otherwise than those of names never used.
CREATE TABLE vault_purged_names (
  vault_id ${bytes} NOT NULL REFERENCES vault_vaults (id),
  folded_name VARCHAR(127) NOT NULL,
  PRIMARY KEY (vault_id, folded_name)
);

-- One row while sealed keys that were deleted may still lie in the database's log.
CREATE TABLE vault_remains (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  purges BIGINT NOT NULL
);
