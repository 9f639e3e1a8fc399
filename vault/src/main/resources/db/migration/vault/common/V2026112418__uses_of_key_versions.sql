-- When a version was last used and by whom; the two latest principals of each version, so that
-- there is always one other than whoever asks. Written late: used_at may lag by ten minutes.
CREATE TABLE vault_key_version_use (
  vault_id ${bytes} NOT NULL,
  folded_name VARCHAR(127) NOT NULL,
  ordinal INTEGER NOT NULL,
  object_id ${bytes} NOT NULL,
  used_at BIGINT NOT NULL,
  operation VARCHAR(16) NOT NULL,
  PRIMARY KEY (vault_id, folded_name, ordinal, object_id),
  FOREIGN KEY (vault_id, folded_name, ordinal)
    REFERENCES vault_key_versions (vault_id, folded_name, ordinal) ON DELETE CASCADE
);
