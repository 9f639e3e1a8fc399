-- People with passwords. A name is taken once on the whole server, whatever its case. revision
-- counts the changes of the password, so that what was begun with an old one is not finished.
CREATE TABLE user_credentials (
  object_id ${bytes} NOT NULL PRIMARY KEY REFERENCES identities (object_id),
  tenant_id ${bytes} NOT NULL REFERENCES tenants (id),
  user_principal_name TEXT NOT NULL,
  name_folded TEXT NOT NULL UNIQUE,
  password_iterations INTEGER NOT NULL,
  password_salt ${bytes} NOT NULL,
  password_hash ${bytes} NOT NULL,
  password_changed_at BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  signed_in_at BIGINT
);

CREATE INDEX user_credentials_by_tenant ON user_credentials (tenant_id, name_folded);

-- One row for all refresh tokens that follow from one sign-in: only the newest is good.
CREATE TABLE refresh_tokens (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL REFERENCES tenants (id),
  object_id ${bytes} NOT NULL REFERENCES user_credentials (object_id),
  secret_hash ${bytes} NOT NULL,
  used_at BIGINT NOT NULL,
  idle_until BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE INDEX refresh_tokens_by_user ON refresh_tokens (object_id, used_at);

-- Devices that wait for somebody to sign in for them. state: PENDING, APPROVED, DECLINED.
CREATE TABLE device_codes (
  device_hash ${bytes} NOT NULL PRIMARY KEY,
  user_hash ${bytes} NOT NULL UNIQUE,
  tenant_id ${bytes},
  client_id TEXT NOT NULL,
  scope TEXT NOT NULL,
  asked_from TEXT NOT NULL,
  state TEXT NOT NULL,
  object_id ${bytes},
  revision BIGINT,
  interval_seconds INTEGER NOT NULL,
  polled_at BIGINT,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE INDEX device_codes_by_end ON device_codes (expires_at);

-- There may be far more people than programs: neither listing goes through the other's rows.
DROP INDEX identities_by_tenant;
CREATE INDEX identities_by_kind ON identities (tenant_id, kind, object_id);
CREATE INDEX identities_by_name ON identities (tenant_id, LOWER(display_name));
