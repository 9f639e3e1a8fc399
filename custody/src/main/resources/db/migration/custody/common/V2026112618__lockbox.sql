-- Requests of the operator for access to what a tenant has. service: EXCHANGE, SHAREPOINT. state:
-- REQUESTED, PENDING, APPROVED, DENIED, CANCELLED, EXPIRED, ENDED. owner_name is the mailbox or
-- site as the operator named it, owner_id what the tenant approved. seen_at is the latest moment at
-- which a node knew the request to be open: its time goes on from there, never from before.
CREATE TABLE access_requests (
  id ${bytes} NOT NULL PRIMARY KEY,
  request_number TEXT NOT NULL UNIQUE,
  tenant_id ${bytes} NOT NULL REFERENCES tenants (id),
  service TEXT NOT NULL,
  owner_name TEXT NOT NULL,
  owner_id ${bytes},
  folder TEXT,
  first_uid BIGINT NOT NULL,
  last_uid BIGINT NOT NULL,
  name_prefix TEXT NOT NULL,
  support_case TEXT NOT NULL,
  reason TEXT NOT NULL,
  duration_minutes INTEGER NOT NULL,
  state TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  requested_by_name TEXT NOT NULL,
  requested_at BIGINT NOT NULL,
  endorsed_by TEXT,
  endorsed_by_name TEXT,
  endorsed_at BIGINT,
  decided_by TEXT,
  decided_at BIGINT,
  decision_comment TEXT,
  expires_at BIGINT NOT NULL,
  access_until BIGINT,
  ended_at BIGINT,
  seen_at BIGINT NOT NULL
);

CREATE INDEX access_requests_by_tenant ON access_requests (tenant_id, requested_at);
CREATE INDEX access_requests_by_time ON access_requests (requested_at);
CREATE INDEX access_requests_open ON access_requests (id)
  WHERE state IN ('REQUESTED', 'PENDING', 'APPROVED');

-- A tenant without a row takes requests.
CREATE TABLE lockbox_settings (
  tenant_id ${bytes} NOT NULL PRIMARY KEY REFERENCES tenants (id),
  takes_requests INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at BIGINT NOT NULL
);
