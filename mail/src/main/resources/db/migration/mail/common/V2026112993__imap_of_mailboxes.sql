-- Whether a mailbox can be used with IMAP. Rows from before are resealed with it once, when the program
-- first starts with this form.
ALTER TABLE mail_mailboxes ADD COLUMN imap_enabled INTEGER NOT NULL DEFAULT 1;
