CREATE TABLE service_roots (
  slot SMALLINT NOT NULL PRIMARY KEY,
  id ${bytes} NOT NULL UNIQUE,
  sealed_private_key ${bytes} NOT NULL,
  created_at BIGINT NOT NULL
);
