-- Of a folder at a source: what it is for, and whether it shows messages of other folders. Those of a
-- view are copied last, and only if no other folder has them.

ALTER TABLE mail_migration_folders ADD COLUMN special_use VARCHAR(8);
ALTER TABLE mail_migration_folders ADD COLUMN is_view SMALLINT NOT NULL DEFAULT 0;
