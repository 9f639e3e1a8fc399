-- When a batch that goes on completes by itself, in milliseconds; NULL if somebody has to.

ALTER TABLE mail_migration_batches ADD COLUMN complete_after BIGINT;

CREATE INDEX mail_migration_batches_by_complete_after ON mail_migration_batches (complete_after)
  WHERE complete_after IS NOT NULL AND final_run = 0;
