-- One row: the key with which this service signs the checkpoints of all its tenants' logs, and the
-- name that their origins begin with, which must stay the same for good.
CREATE TABLE ledger_log_key (
  id SMALLINT PRIMARY KEY CHECK (id = 1),
  service_name VARCHAR(253) NOT NULL,
  sealed_private_key ${bytes} NOT NULL,
  created_at BIGINT NOT NULL
);

-- What a witness has last said of a tenant's log: the newest head that it cosigned, with size 0 and
-- empty values before the first, and why it refused the last one that it was shown, or nothing.
CREATE TABLE ledger_witness (
  tenant_id ${bytes} NOT NULL,
  witness VARCHAR(512) NOT NULL,
  tree_size BIGINT NOT NULL,
  root ${bytes} NOT NULL,
  signature_line VARCHAR(1024) NOT NULL,
  cosigned_at BIGINT NOT NULL,
  refusal VARCHAR(64) NOT NULL,
  refused_at BIGINT NOT NULL,
  PRIMARY KEY (tenant_id, witness)
);
