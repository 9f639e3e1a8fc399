-- What proves the ways in of the kind BROWSER_SESSION, under the same id: sign-ins at the console.
-- secret_hash: SHA-256 of 256 random bits. sign_outs: how often the person had been signed out
-- everywhere when it began. seal: a code over all of it, under a key that is not in this database.
CREATE TABLE browser_sessions (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  object_id ${bytes} NOT NULL REFERENCES identities (object_id) ON DELETE CASCADE,
  secret_hash ${bytes} NOT NULL UNIQUE,
  sign_outs BIGINT NOT NULL,
  signed_in_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  seal ${bytes}
);
CREATE INDEX browser_sessions_by_owner ON browser_sessions (object_id, expires_at);
