-- Mail that is brought from IMAP servers elsewhere. Names are folded in name_key, in which they are
-- unique. Passwords are sealed under the service master key and go when their row is done.

CREATE TABLE mail_migration_endpoints (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  name VARCHAR(64) NOT NULL,
  name_key VARCHAR(64) NOT NULL,
  server VARCHAR(253) NOT NULL,
  port INTEGER NOT NULL,
  security VARCHAR(8) NOT NULL,
  accept_untrusted SMALLINT NOT NULL,
  max_concurrent INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (tenant_id, name_key)
);

-- Folder rules are paths, each on a line of its own. job_id is the job that works on the batch; of a
-- batch that was never started there is none.
CREATE TABLE mail_migration_batches (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  name VARCHAR(64) NOT NULL,
  name_key VARCHAR(64) NOT NULL,
  endpoint_id ${bytes} NOT NULL REFERENCES mail_migration_endpoints (id),
  include_folders TEXT NOT NULL,
  exclude_folders TEXT NOT NULL,
  job_id ${bytes},
  created_at BIGINT NOT NULL,
  created_by VARCHAR(256) NOT NULL,
  UNIQUE (tenant_id, name_key)
);

CREATE INDEX mail_migration_batches_by_endpoint ON mail_migration_batches (endpoint_id);

-- A line of the CSV. shard is the part of the job that works on it, of one that is SYNCING.
CREATE TABLE mail_migration_users (
  batch_id ${bytes} NOT NULL REFERENCES mail_migration_batches (id),
  line INTEGER NOT NULL,
  tenant_id ${bytes} NOT NULL,
  address VARCHAR(254) NOT NULL,
  user_name VARCHAR(256) NOT NULL,
  sealed_password ${bytes},
  state VARCHAR(24) NOT NULL,
  shard INTEGER,
  code VARCHAR(64),
  attempts INTEGER NOT NULL,
  due_at BIGINT NOT NULL,
  is_listed SMALLINT NOT NULL,
  copied_items BIGINT NOT NULL,
  copied_bytes BIGINT NOT NULL,
  skipped_items BIGINT NOT NULL,
  started_at BIGINT,
  ended_at BIGINT,
  PRIMARY KEY (batch_id, line),
  UNIQUE (batch_id, address)
);

CREATE INDEX mail_migration_users_by_state ON mail_migration_users (batch_id, state, line);

-- How far a folder of the source was copied: up to last_uid under uid_validity.
CREATE TABLE mail_migration_folders (
  batch_id ${bytes} NOT NULL,
  line INTEGER NOT NULL,
  number INTEGER NOT NULL,
  source_name VARCHAR(1024) NOT NULL,
  path TEXT NOT NULL,
  uid_validity BIGINT,
  last_uid BIGINT NOT NULL,
  is_done SMALLINT NOT NULL,
  code VARCHAR(64),
  PRIMARY KEY (batch_id, line, number),
  FOREIGN KEY (batch_id, line) REFERENCES mail_migration_users (batch_id, line)
);

-- Messages that were passed over, and why.
CREATE TABLE mail_migration_skips (
  batch_id ${bytes} NOT NULL,
  line INTEGER NOT NULL,
  folder INTEGER NOT NULL,
  uid BIGINT NOT NULL,
  code VARCHAR(64) NOT NULL,
  PRIMARY KEY (batch_id, line, folder, uid),
  FOREIGN KEY (batch_id, line, folder)
    REFERENCES mail_migration_folders (batch_id, line, number)
);
