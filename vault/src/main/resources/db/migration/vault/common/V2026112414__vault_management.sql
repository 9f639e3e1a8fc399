-- A protected subscription never gets back the right to purge early.
ALTER TABLE vault_subscriptions
  ADD COLUMN protected SMALLINT NOT NULL DEFAULT 0 CHECK (protected IN (0, 1));

-- rbac: whether role assignments decide rather than access policies.
-- network is the JSON of who may connect, empty for everybody.
-- deleted_at and purge_at are NULL in vaults that are alive. The name stays taken until the purge.
ALTER TABLE vault_vaults ADD COLUMN rbac SMALLINT NOT NULL DEFAULT 0 CHECK (rbac IN (0, 1));
ALTER TABLE vault_vaults ADD COLUMN platform_uses VARCHAR(128) NOT NULL DEFAULT '';
ALTER TABLE vault_vaults ADD COLUMN network TEXT NOT NULL DEFAULT '';
ALTER TABLE vault_vaults ADD COLUMN created_by VARCHAR(256) NOT NULL DEFAULT 'system';
ALTER TABLE vault_vaults ADD COLUMN modified_by VARCHAR(256) NOT NULL DEFAULT 'system';
ALTER TABLE vault_vaults ADD COLUMN deleted_at BIGINT;
ALTER TABLE vault_vaults ADD COLUMN purge_at BIGINT;

CREATE INDEX vault_vaults_by_purge ON vault_vaults (purge_at);

-- A folder for vaults; folded_name is the name in lower case.
CREATE TABLE vault_resource_groups (
  subscription_id ${bytes} NOT NULL REFERENCES vault_subscriptions (id),
  folded_name VARCHAR(90) NOT NULL,
  name VARCHAR(90) NOT NULL,
  tags TEXT NOT NULL,
  PRIMARY KEY (subscription_id, folded_name)
);

INSERT INTO vault_resource_groups (subscription_id, folded_name, name, tags)
SELECT subscription_id, LOWER(resource_group), MIN(resource_group), '{}' FROM vault_vaults
GROUP BY subscription_id, LOWER(resource_group);

-- vault_id is all zeros where the assignment is for the whole subscription, key_name is empty where
-- it is for every key.
CREATE TABLE vault_role_assignments (
  subscription_id ${bytes} NOT NULL REFERENCES vault_subscriptions (id),
  id ${bytes} NOT NULL,
  vault_id ${bytes} NOT NULL,
  key_name VARCHAR(127) NOT NULL,
  principal_id ${bytes} NOT NULL,
  principal_type VARCHAR(32) NOT NULL,
  role ${bytes} NOT NULL,
  created_by VARCHAR(256) NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (subscription_id, id),
  UNIQUE (subscription_id, vault_id, key_name, principal_id, role)
);

CREATE INDEX vault_role_assignments_by_principal ON vault_role_assignments (principal_id);
