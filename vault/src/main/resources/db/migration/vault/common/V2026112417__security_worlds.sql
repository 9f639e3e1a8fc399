-- Keys that backups are sealed under. sealed is such a key under the vault master key. The last one
-- of a subscription and geography seals new backups; all of them open their own.
CREATE TABLE vault_worlds (
  id ${bytes} NOT NULL PRIMARY KEY,
  subscription_id ${bytes} NOT NULL REFERENCES vault_subscriptions (id),
  geography VARCHAR(64) NOT NULL,
  ordinal INTEGER NOT NULL,
  sealed ${bytes} NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (subscription_id, geography, ordinal)
);
