-- Who signs a tenant's purges. The one in effect is the newest that has a certificate, was not
-- withdrawn and whose time has come; all others stay as a record. signs: HERE, OUTSIDE.
CREATE TABLE approvers (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL REFERENCES tenants (id),
  object_id ${bytes} NOT NULL,
  signs TEXT NOT NULL,
  certificate ${bytes},
  issuers ${bytes},
  crl ${bytes},
  key_iterations INTEGER,
  key_salt ${bytes},
  sealed_private_key ${bytes},
  registered_by TEXT NOT NULL,
  registered_at BIGINT NOT NULL,
  effective_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  revoked_at BIGINT
);
CREATE INDEX approvers_by_tenant ON approvers (tenant_id, registered_at);

-- The legal documents of purges. state: OPEN, SUPERSEDED.
CREATE TABLE purge_documents (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL REFERENCES tenants (id),
  case_id ${bytes} NOT NULL,
  approver_id ${bytes} NOT NULL REFERENCES approvers (id),
  state TEXT NOT NULL,
  inventory_sha256 TEXT NOT NULL,
  document ${bytes} NOT NULL,
  document_sha256 TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  valid_until BIGINT NOT NULL
);
CREATE INDEX purge_documents_by_tenant ON purge_documents (tenant_id, made_at);

-- One that counts for each case.
CREATE UNIQUE INDEX purge_documents_of_case ON purge_documents (case_id) WHERE state = 'OPEN';

-- What the approver has really signed; the case says which one authorised it.
CREATE TABLE signed_purge_documents (
  document_id ${bytes} NOT NULL REFERENCES purge_documents (id),
  signed_sha256 TEXT NOT NULL,
  signed ${bytes} NOT NULL,
  signed_where TEXT NOT NULL,
  kept_at BIGINT NOT NULL,
  PRIMARY KEY (document_id, signed_sha256)
);
