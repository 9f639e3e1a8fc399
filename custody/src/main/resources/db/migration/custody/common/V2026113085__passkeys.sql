-- What proves the ways in of the kind PASSKEY, under the same id. relying_party: the host that it is good for.
-- public_key: a COSE key. sign_count: the greatest that the authenticator has shown; 0 if it counts
-- nothing. seal: a code over all of it, under a key that is not in this database.
CREATE TABLE passkeys (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  object_id ${bytes} NOT NULL REFERENCES identities (object_id) ON DELETE CASCADE,
  relying_party TEXT NOT NULL,
  credential ${bytes} NOT NULL UNIQUE,
  public_key ${bytes} NOT NULL,
  sign_count BIGINT NOT NULL,
  seal ${bytes}
);
CREATE INDEX passkeys_by_owner ON passkeys (object_id);

-- What proves the ways in of the kind RECOVERY_CODES: each row is a code that was not used yet, of the
-- way way_id. code_hash: SHA-256 of 91 random bits.
CREATE TABLE recovery_codes (
  id ${bytes} NOT NULL PRIMARY KEY,
  way_id ${bytes} NOT NULL,
  tenant_id ${bytes} NOT NULL,
  object_id ${bytes} NOT NULL REFERENCES identities (object_id) ON DELETE CASCADE,
  code_hash ${bytes} NOT NULL,
  seal ${bytes}
);
CREATE INDEX recovery_codes_by_owner ON recovery_codes (object_id);

-- People who have shown a password, or a token, and are asked for a passkey or a recovery code, or make a
-- passkey. ticket_hash: SHA-256 of what their browser holds. subject: what they sign in for. revision: of
-- their password. challenge: what the authenticator is asked to sign, as JSON.
CREATE TABLE second_steps (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  object_id ${bytes} NOT NULL REFERENCES identities (object_id) ON DELETE CASCADE,
  ticket_hash ${bytes} NOT NULL UNIQUE,
  stage TEXT NOT NULL,
  subject TEXT NOT NULL,
  origin TEXT,
  revision BIGINT NOT NULL,
  tries INTEGER NOT NULL,
  challenge TEXT,
  expires_at BIGINT NOT NULL,
  seal ${bytes}
);
CREATE INDEX second_steps_by_owner ON second_steps (object_id, expires_at);
CREATE INDEX second_steps_by_end ON second_steps (expires_at);
