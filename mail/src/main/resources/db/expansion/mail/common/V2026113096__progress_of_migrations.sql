-- How far a mailbox is while it is copied. begun_at is when its present turn began, begun_items and
-- begun_bytes what was copied by then. is_counted says that source_items was asked for in advance.

ALTER TABLE mail_migration_users ADD COLUMN begun_at BIGINT;
ALTER TABLE mail_migration_users ADD COLUMN begun_items BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mail_migration_users ADD COLUMN begun_bytes BIGINT NOT NULL DEFAULT 0;

ALTER TABLE mail_migration_folders ADD COLUMN is_counted SMALLINT NOT NULL DEFAULT 0;
