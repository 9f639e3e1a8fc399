-- Batches that copy again until somebody completes them. sync_seconds is how long after a run the
-- next one begins, 0 for a batch that has one run only; next_sync_at is when; runs counts them, and
-- final_run is the last, 0 while nobody has said so. deletion_limit is how many messages of a mailbox
-- a run removes unasked.

ALTER TABLE mail_migration_batches ADD COLUMN sync_seconds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mail_migration_batches ADD COLUMN deletion_limit INTEGER NOT NULL DEFAULT 100;
ALTER TABLE mail_migration_batches ADD COLUMN next_sync_at BIGINT;
ALTER TABLE mail_migration_batches ADD COLUMN final_run INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mail_migration_batches ADD COLUMN runs INTEGER NOT NULL DEFAULT 0;

CREATE INDEX mail_migration_batches_by_next_sync ON mail_migration_batches (next_sync_at)
  WHERE next_sync_at IS NOT NULL;

-- target_id is the folder here; was_whole says that a run has copied the folder to its end.
ALTER TABLE mail_migration_folders ADD COLUMN target_id ${bytes};
ALTER TABLE mail_migration_folders ADD COLUMN was_whole SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE mail_migration_folders ADD COLUMN is_surveyed SMALLINT NOT NULL DEFAULT 1;
ALTER TABLE mail_migration_folders ADD COLUMN removed_items BIGINT NOT NULL DEFAULT 0;

-- Skipped by an earlier run; tried again by this one.
ALTER TABLE mail_migration_skips ADD COLUMN is_old SMALLINT NOT NULL DEFAULT 0;

-- Messages at the source that this batch has dealt with, and what became of them here. here_uid is 0
-- if none of its own stands for it; mod_seq is what the batch gave it, so that any other was given
-- by somebody else; flags_hash is of the flags at the source. gone: 0 it is at the source, 1 it is
-- no more, 2 it is in another folder now and was stored there, 3 it is no more and stays here.
CREATE TABLE mail_migration_followed (
  batch_id ${bytes} NOT NULL,
  line INTEGER NOT NULL,
  folder INTEGER NOT NULL,
  uid BIGINT NOT NULL,
  here_uid BIGINT NOT NULL,
  mod_seq BIGINT NOT NULL,
  flags_hash BIGINT NOT NULL,
  message_date BIGINT NOT NULL,
  size_bytes BIGINT NOT NULL,
  gone SMALLINT NOT NULL,
  PRIMARY KEY (batch_id, line, folder, uid)
);

CREATE INDEX mail_migration_followed_gone
  ON mail_migration_followed (batch_id, line, message_date) WHERE gone > 0;

-- What the present run has brought to a mailbox. asked_items are removals that wait until somebody
-- approves of them, approved_items how many somebody approved of. mailbox_id is the mailbox that has
-- the address.
CREATE TABLE mail_migration_syncs (
  batch_id ${bytes} NOT NULL,
  line INTEGER NOT NULL,
  mailbox_id ${bytes} NOT NULL,
  new_items BIGINT NOT NULL,
  changed_items BIGINT NOT NULL,
  moved_items BIGINT NOT NULL,
  removed_items BIGINT NOT NULL,
  kept_items BIGINT NOT NULL,
  fresh_skips BIGINT NOT NULL,
  asked_items BIGINT NOT NULL,
  approved_items BIGINT NOT NULL,
  PRIMARY KEY (batch_id, line)
);

CREATE TABLE mail_migration_runs (
  batch_id ${bytes} NOT NULL,
  number INTEGER NOT NULL,
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  is_final SMALLINT NOT NULL,
  mailboxes INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  new_items BIGINT NOT NULL,
  changed_items BIGINT NOT NULL,
  moved_items BIGINT NOT NULL,
  removed_items BIGINT NOT NULL,
  kept_items BIGINT NOT NULL,
  skipped_items BIGINT NOT NULL,
  asked_items BIGINT NOT NULL,
  PRIMARY KEY (batch_id, number)
);
