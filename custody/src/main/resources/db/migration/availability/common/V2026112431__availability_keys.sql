CREATE TABLE availability_keys (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  policy_id ${bytes} NOT NULL,
  sealed_key ${bytes} NOT NULL,
  created_at BIGINT NOT NULL
);
