CREATE TABLE tenants (
  id ${bytes} NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL UNIQUE,
  policy_count INTEGER NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE identities (
  object_id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL REFERENCES tenants (id),
  app_id ${bytes},
  kind TEXT NOT NULL,
  display_name TEXT NOT NULL,
  roles TEXT NOT NULL,
  secret_salt ${bytes},
  secret_hash ${bytes},
  created_at BIGINT NOT NULL,
  UNIQUE (tenant_id, app_id)
);

CREATE INDEX identities_by_tenant ON identities (tenant_id, object_id);

CREATE TABLE token_signing_keys (
  kid TEXT NOT NULL PRIMARY KEY,
  sealed_private_key ${bytes} NOT NULL,
  public_jwk TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE policies (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL REFERENCES tenants (id),
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  description TEXT NOT NULL,
  enabled SMALLINT NOT NULL,
  key_generation INTEGER NOT NULL,
  key_commitment ${bytes} NOT NULL,
  availability_key_id ${bytes} NOT NULL,
  wrapped_by_availability ${bytes} NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (tenant_id, name_folded)
);

CREATE INDEX policies_by_tenant ON policies (tenant_id, id);

CREATE TABLE policy_roots (
  policy_id ${bytes} NOT NULL REFERENCES policies (id),
  slot SMALLINT NOT NULL,
  key_uri TEXT NOT NULL,
  key_version_uri TEXT NOT NULL,
  wrapped_key ${bytes} NOT NULL,
  PRIMARY KEY (policy_id, slot)
);

CREATE TABLE owner_keys (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL REFERENCES tenants (id),
  policy_id ${bytes} NOT NULL REFERENCES policies (id),
  generation INTEGER NOT NULL,
  state TEXT NOT NULL,
  wrapped_key ${bytes},
  key_commitment ${bytes} NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE INDEX owner_keys_by_policy ON owner_keys (policy_id, id);
