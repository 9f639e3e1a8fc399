-- Messages that are here under another name of their account, folder or numbering. known_below is
-- the first UID that this batch gave in the folder here, or more: what is below was here before.

ALTER TABLE mail_migration_folders ADD COLUMN known_below BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mail_migration_folders ADD COLUMN recognised_items BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mail_migration_batches ADD COLUMN other_names INTEGER NOT NULL DEFAULT 0;

CREATE INDEX mail_migration_users_by_address ON mail_migration_users (tenant_id, address);
