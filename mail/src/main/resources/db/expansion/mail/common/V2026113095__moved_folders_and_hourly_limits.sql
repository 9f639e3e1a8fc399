-- Folder moves are pairs of paths with a tab between, each on a line of its own. Of messages_per_hour,
-- 0 is no limit; hour_messages were fetched or are being fetched since hour_began.

ALTER TABLE mail_migration_batches ADD COLUMN folder_moves TEXT NOT NULL DEFAULT '';

ALTER TABLE mail_migration_endpoints ADD COLUMN messages_per_hour INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mail_migration_endpoints ADD COLUMN hour_began BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mail_migration_endpoints ADD COLUMN hour_messages BIGINT NOT NULL DEFAULT 0;
