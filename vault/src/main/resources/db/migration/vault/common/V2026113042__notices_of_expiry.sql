-- Of which expiry of a version the ledger says that it is near. An expiry that is moved is another.
CREATE TABLE vault_expiry_notices (
  vault_id ${bytes} NOT NULL,
  folded_name VARCHAR(127) NOT NULL,
  ordinal INTEGER NOT NULL,
  expires BIGINT NOT NULL,
  PRIMARY KEY (vault_id, folded_name, ordinal, expires),
  FOREIGN KEY (vault_id, folded_name, ordinal)
    REFERENCES vault_key_versions (vault_id, folded_name, ordinal) ON DELETE CASCADE
);

CREATE INDEX vault_key_versions_by_expiry ON vault_key_versions (expires);
