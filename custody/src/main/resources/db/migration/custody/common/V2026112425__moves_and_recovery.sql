-- Mailboxes and sites that a job was ordered for by name.
CREATE TABLE move_owners (
  job_id ${bytes} NOT NULL,
  owner_id ${bytes} NOT NULL,
  PRIMARY KEY (job_id, owner_id)
);

-- The job that renewed a key, which also has to empty and destroy it.
ALTER TABLE owner_keys ADD COLUMN retired_by ${bytes};
CREATE INDEX owner_keys_retired_by ON owner_keys (retired_by, owner_id) WHERE state = 'RETIRED';

-- What came of unwrapping each policy's key through each root by itself.
CREATE TABLE root_checks (
  policy_id ${bytes} NOT NULL REFERENCES policies (id),
  slot SMALLINT NOT NULL,
  key_version_uri TEXT NOT NULL,
  outcome TEXT NOT NULL,
  code TEXT,
  checked_at BIGINT NOT NULL,
  outcome_since BIGINT NOT NULL,
  PRIMARY KEY (policy_id, slot)
);
ALTER TABLE policies ADD COLUMN check_due_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX policies_by_check ON policies (check_due_at);

-- Recovery from the loss of both roots: asked for and approved by the tenant, opened by the operator.
CREATE TABLE recovery_requests (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL REFERENCES tenants (id),
  policy_id ${bytes} NOT NULL REFERENCES policies (id),
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  requested_at BIGINT NOT NULL,
  approved_by TEXT,
  approved_at BIGINT,
  opened_by TEXT,
  opened_at BIGINT,
  job_id ${bytes}
);
CREATE INDEX recovery_requests_by_tenant ON recovery_requests (tenant_id, requested_at);
CREATE INDEX recovery_requests_by_state ON recovery_requests (state, requested_at);

-- One request at a time about a policy.
CREATE UNIQUE INDEX recovery_requests_pending ON recovery_requests (policy_id)
  WHERE state NOT IN ('DONE', 'CANCELLED');

-- What rolls have left behind: versions whose owners ask whether they may be disabled.
CREATE TABLE rolled_versions (
  policy_id ${bytes} NOT NULL REFERENCES policies (id),
  slot SMALLINT NOT NULL,
  key_version_uri TEXT NOT NULL,
  rolled_at BIGINT NOT NULL,
  PRIMARY KEY (policy_id, slot, key_version_uri)
);
