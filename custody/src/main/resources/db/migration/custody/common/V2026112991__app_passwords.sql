-- What proves the ways in of the kind APP_PASSWORD, under the same id: people's passwords for mail
-- programs. secret_hash: SHA-256 of 110 random bits. seal: a code over all of it, under a key that is
-- not in this database.
CREATE TABLE app_passwords (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  object_id ${bytes} NOT NULL REFERENCES identities (object_id) ON DELETE CASCADE,
  secret_hash ${bytes} NOT NULL UNIQUE,
  seal ${bytes}
);
CREATE INDEX app_passwords_by_owner ON app_passwords (object_id);
