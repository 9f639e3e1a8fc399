-- A mailbox has a quota of its own, or the server's. Empty numbers of its own mean no bound. Rows from
-- before are resealed with these once, when the program first starts with this form.
ALTER TABLE mail_mailboxes ADD COLUMN own_quota INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mail_mailboxes ADD COLUMN quota_bytes BIGINT;
ALTER TABLE mail_mailboxes ADD COLUMN warning_bytes BIGINT;
