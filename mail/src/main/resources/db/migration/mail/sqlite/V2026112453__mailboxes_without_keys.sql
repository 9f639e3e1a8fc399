-- SQLite drops no UNIQUE column, so the table is made anew under its name. Folders refer to it; the
-- check of that waits for the end of the transaction, when every mailbox is back. Renaming instead
-- would turn the folders' references to the old table.
PRAGMA defer_foreign_keys = ON;

CREATE TABLE mail_mailboxes_before AS
SELECT id, tenant_id, address, display_name, kind, last_uid_validity, created_at
FROM mail_mailboxes;

DROP TABLE mail_mailboxes;

CREATE TABLE mail_mailboxes (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  address VARCHAR(254) NOT NULL,
  display_name VARCHAR(256) NOT NULL,
  last_uid_validity BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  kind VARCHAR(16) NOT NULL DEFAULT 'MAILBOX',
  UNIQUE (tenant_id, address)
);

INSERT INTO mail_mailboxes
  (id, tenant_id, address, display_name, kind, last_uid_validity, created_at)
SELECT id, tenant_id, address, display_name, kind, last_uid_validity, created_at
FROM mail_mailboxes_before;

DROP TABLE mail_mailboxes_before;
