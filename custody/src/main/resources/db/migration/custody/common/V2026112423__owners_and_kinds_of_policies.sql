-- Kinds: MAILBOX, MULTI_WORKLOAD, FILE (one geo), SERVICE_MANAGED (one per tenant).
ALTER TABLE policies ADD COLUMN kind TEXT NOT NULL DEFAULT 'MAILBOX';
ALTER TABLE policies ADD COLUMN state TEXT NOT NULL DEFAULT 'ACTIVE';

-- The tenant approved that the availability key opens this policy until everything has moved.
ALTER TABLE policies ADD COLUMN recovering SMALLINT NOT NULL DEFAULT 0;

-- Set while both roots are known to refuse: every node then refuses new content under it.
ALTER TABLE policies ADD COLUMN locked_at BIGINT;

-- Multi-workload policies that exist, and the one that is assigned; the service-managed default.
ALTER TABLE tenants ADD COLUMN multi_workload_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tenants ADD COLUMN multi_workload_policy_id ${bytes} REFERENCES policies (id);
ALTER TABLE tenants ADD COLUMN service_policy_id ${bytes} REFERENCES policies (id);

CREATE TABLE geos (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL REFERENCES tenants (id),
  code TEXT NOT NULL,
  policy_id ${bytes} REFERENCES policies (id),
  created_at BIGINT NOT NULL,
  UNIQUE (tenant_id, code)
);

-- A mailbox or a site: the policy that an administrator ordered for it (none: the default), and the
-- key that new content of it is sealed under. The policy in effect is that key's.
CREATE TABLE key_owners (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL REFERENCES tenants (id),
  kind TEXT NOT NULL,
  geo_id ${bytes} REFERENCES geos (id),
  ordered_policy_id ${bytes} REFERENCES policies (id),
  owner_key_id ${bytes} NOT NULL REFERENCES owner_keys (id),
  created_at BIGINT NOT NULL
);

CREATE INDEX key_owners_by_tenant ON key_owners (tenant_id, kind, id);
CREATE INDEX key_owners_by_order ON key_owners (ordered_policy_id, id);
CREATE INDEX key_owners_by_geo ON key_owners (geo_id, id);

-- revision counts the wraps of a key, so that the newest of several bundle parts is known.
ALTER TABLE owner_keys ADD COLUMN owner_id ${bytes};
ALTER TABLE owner_keys ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;

-- Keys that were renewed and still have content under them; empty most of the time.
CREATE INDEX owner_keys_retired ON owner_keys (owner_id, id) WHERE state = 'RETIRED';
