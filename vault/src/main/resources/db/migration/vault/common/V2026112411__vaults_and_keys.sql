-- Who may manage which vaults.
CREATE TABLE vault_subscriptions (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  display_name VARCHAR(128) NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE vault_subscription_owners (
  subscription_id ${bytes} NOT NULL REFERENCES vault_subscriptions (id),
  object_id ${bytes} NOT NULL,
  PRIMARY KEY (subscription_id, object_id)
);

-- folded_name is the name in lower case: host names know no case, and no two vaults share one.
CREATE TABLE vault_vaults (
  id ${bytes} NOT NULL PRIMARY KEY,
  folded_name VARCHAR(24) NOT NULL UNIQUE,
  name VARCHAR(24) NOT NULL,
  subscription_id ${bytes} NOT NULL REFERENCES vault_subscriptions (id),
  resource_group VARCHAR(90) NOT NULL,
  location VARCHAR(64) NOT NULL,
  tenant_id ${bytes} NOT NULL,
  sku VARCHAR(16) NOT NULL CHECK (sku IN ('standard', 'premium')),
  retention_days INTEGER NOT NULL CHECK (retention_days BETWEEN 7 AND 90),
  purge_protection SMALLINT NOT NULL CHECK (purge_protection IN (0, 1)),
  tags TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  modified_at BIGINT NOT NULL
);

CREATE INDEX vault_vaults_by_subscription ON vault_vaults (subscription_id, folded_name);

-- application_id is all zeros where the entry is for every application.
CREATE TABLE vault_access_policies (
  vault_id ${bytes} NOT NULL REFERENCES vault_vaults (id),
  position INTEGER NOT NULL,
  object_id ${bytes} NOT NULL,
  application_id ${bytes} NOT NULL,
  permissions TEXT NOT NULL,
  PRIMARY KEY (vault_id, object_id, application_id)
);

-- One row per key name. last_ordinal numbers the versions, so that "latest" needs no clock.
CREATE TABLE vault_keys (
  vault_id ${bytes} NOT NULL REFERENCES vault_vaults (id),
  folded_name VARCHAR(127) NOT NULL,
  name VARCHAR(127) NOT NULL,
  last_ordinal INTEGER NOT NULL,
  PRIMARY KEY (vault_id, folded_name)
);

-- sealed is the private key under the vault master key, bound to vault, name, version and the
-- public part. not_before and expires are NULL where the key has no such bound.
CREATE TABLE vault_key_versions (
  vault_id ${bytes} NOT NULL,
  folded_name VARCHAR(127) NOT NULL,
  ordinal INTEGER NOT NULL,
  version ${bytes} NOT NULL,
  kind VARCHAR(8) NOT NULL,
  public_key ${bytes} NOT NULL,
  sealed ${bytes} NOT NULL,
  operations VARCHAR(128) NOT NULL,
  enabled SMALLINT NOT NULL CHECK (enabled IN (0, 1)),
  not_before BIGINT,
  expires BIGINT,
  tags TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (vault_id, folded_name, ordinal),
  UNIQUE (vault_id, folded_name, version),
  FOREIGN KEY (vault_id, folded_name) REFERENCES vault_keys (vault_id, folded_name)
);

-- One row: a known text sealed under the master key, to tell a wrong master key at once.
CREATE TABLE vault_master_key (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  proof ${bytes} NOT NULL
);
