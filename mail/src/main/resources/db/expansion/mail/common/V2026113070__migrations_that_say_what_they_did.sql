-- What a migration does about messages that the source does not give, and what it says afterwards.
-- Of a folder: failing_uid is the message that was tried failing_tries times, folder_tries counts
-- tries that failed before a message was reached; new_items were stored by this batch, known_items
-- were here before it, gone_items went at the source before their turn came.

ALTER TABLE mail_migration_batches ADD COLUMN bad_item_limit INTEGER NOT NULL DEFAULT 100;

ALTER TABLE mail_migration_users ADD COLUMN bad_items BIGINT NOT NULL DEFAULT 0;

ALTER TABLE mail_migration_folders ADD COLUMN folder_tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mail_migration_folders ADD COLUMN failing_uid BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mail_migration_folders ADD COLUMN failing_tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mail_migration_folders ADD COLUMN source_items BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mail_migration_folders ADD COLUMN new_items BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mail_migration_folders ADD COLUMN known_items BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mail_migration_folders ADD COLUMN gone_items BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mail_migration_folders ADD COLUMN skipped_items BIGINT NOT NULL DEFAULT 0;
