-- States of policies: ACTIVE, PURGE_REQUESTED, PURGE_AUTHORISED, PURGING, PURGED, RETIRED. A case
-- has the state of its policy; what the tenant said in its request stands with the policy.
CREATE TABLE purge_cases (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL REFERENCES tenants (id),
  policy_id ${bytes} NOT NULL UNIQUE REFERENCES policies (id),
  geo_id ${bytes} REFERENCES geos (id),
  without_vaults SMALLINT NOT NULL,
  requested_at BIGINT NOT NULL,
  -- The list of what is to be destroyed: how far it is, and its hash once it is frozen.
  inventory_after ${bytes},
  inventory_sha256 TEXT,
  inventory_owners BIGINT,
  inventory_objects BIGINT,
  inventory_bytes BIGINT,
  inventory_taken_at BIGINT,
  document_sha256 TEXT,
  signed_sha256 TEXT,
  signer_certificate_sha256 TEXT,
  signer_name TEXT,
  signed_at BIGINT,
  authorised_by TEXT,
  authorised_at BIGINT,
  -- The run, and what has been destroyed so far.
  job_id ${bytes},
  destroyed_owners BIGINT NOT NULL DEFAULT 0,
  destroyed_keys BIGINT NOT NULL DEFAULT 0,
  destroyed_objects BIGINT NOT NULL DEFAULT 0,
  destroyed_bytes BIGINT NOT NULL DEFAULT 0,
  destroyed_sha256 TEXT,
  availability_keys BIGINT NOT NULL DEFAULT 0,
  journals TEXT,
  tried_owners BIGINT NOT NULL DEFAULT 0,
  tried_objects BIGINT NOT NULL DEFAULT 0,
  receipt_entry BIGINT,
  purged_at BIGINT
);
CREATE INDEX purge_cases_by_tenant ON purge_cases (tenant_id, requested_at, id);
CREATE INDEX purge_cases_open ON purge_cases (requested_at, id) WHERE purged_at IS NULL;

-- The mailboxes or sites of the list, with what lay under each.
CREATE TABLE purge_owners (
  case_id ${bytes} NOT NULL REFERENCES purge_cases (id),
  owner_id ${bytes} NOT NULL,
  kind TEXT NOT NULL,
  objects BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  PRIMARY KEY (case_id, owner_id)
);

-- Vault administrators who have to agree to a purge of sites.
CREATE TABLE purge_consents (
  case_id ${bytes} NOT NULL REFERENCES purge_cases (id),
  object_id ${bytes} NOT NULL,
  display_name TEXT NOT NULL,
  given_at BIGINT,
  vault_1 TEXT,
  vault_2 TEXT,
  PRIMARY KEY (case_id, object_id)
);

CREATE TABLE purge_approvals (
  case_id ${bytes} NOT NULL REFERENCES purge_cases (id),
  key_id TEXT NOT NULL,
  operator_name TEXT NOT NULL,
  statement_sha256 TEXT NOT NULL,
  approved_at BIGINT NOT NULL,
  PRIMARY KEY (case_id, key_id)
);

-- Requests from before there were cases.
INSERT INTO purge_cases (id, tenant_id, policy_id, without_vaults, requested_at)
  SELECT id, tenant_id, id, 0, purge_requested_at FROM policies
  WHERE purge_requested_at IS NOT NULL;

-- The purge that destroyed the keys of a mailbox or site; nothing is done with it any more.
ALTER TABLE key_owners ADD COLUMN purge_id ${bytes};
CREATE INDEX key_owners_by_purge ON key_owners (purge_id, id) WHERE purge_id IS NOT NULL;

-- Few of a tenant's people administrate vaults; a role's name is part of no other's.
CREATE INDEX identities_vault_admins ON identities (tenant_id, object_id)
  WHERE roles LIKE '%VAULT_ADMIN%';
