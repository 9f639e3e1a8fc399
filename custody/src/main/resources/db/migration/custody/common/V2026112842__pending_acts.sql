-- Acts that one person asks for and that are done later: after another person has agreed, or after a
-- time in which everybody concerned can see and stop them. kind: RESET_CREDENTIAL, GRANT_VAULT_ADMIN,
-- DELETE_VAULT_ADMIN, ERASE_NAMES. state: WAITING, BEGUN, DONE, CANCELLED.
CREATE TABLE pending_acts (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL REFERENCES tenants (id),
  kind TEXT NOT NULL,
  subject_id ${bytes} NOT NULL,
  state TEXT NOT NULL,
  requested_by ${bytes} NOT NULL,
  requested_at BIGINT NOT NULL,
  agreed_by ${bytes},
  agreed_at BIGINT,
  ended_by ${bytes},
  ended_at BIGINT
);
CREATE INDEX pending_acts_by_tenant ON pending_acts (tenant_id, requested_at);

-- Since when nobody but the program itself has known its secret; nothing if somebody else made it.
ALTER TABLE identities ADD COLUMN secret_own_since BIGINT;
