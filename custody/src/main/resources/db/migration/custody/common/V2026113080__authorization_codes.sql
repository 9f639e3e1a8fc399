-- Codes that the sign-in page hands to a browser, for a client to exchange for its tokens. secret_hash:
-- SHA-256 of 256 random bits. revision: of the password that was shown. A code is good once and until
-- expires_at; used ones stay for a day, to be known again, and what a client got for one has its id in
-- refresh_tokens. seal: a code over all of it, under a key that is not in this database.
CREATE TABLE authorization_codes (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  object_id ${bytes} NOT NULL REFERENCES identities (object_id) ON DELETE CASCADE,
  secret_hash ${bytes} NOT NULL UNIQUE,
  revision BIGINT NOT NULL,
  client_id TEXT NOT NULL,
  redirect_uri TEXT NOT NULL,
  code_challenge TEXT NOT NULL,
  scope TEXT NOT NULL,
  nonce TEXT,
  signed_in_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  seal ${bytes}
);
CREATE INDEX authorization_codes_by_owner ON authorization_codes (object_id, expires_at);
CREATE INDEX authorization_codes_by_end ON authorization_codes (expires_at);
