-- Folders that people subscribed to with their mail programs (RFC 3501 section 6.3.6), by name: a
-- subscription outlives its folder.
CREATE TABLE mail_subscriptions (
  mailbox_id ${bytes} NOT NULL REFERENCES mail_mailboxes (id),
  path VARCHAR(512) NOT NULL,
  tenant_id ${bytes} NOT NULL,
  PRIMARY KEY (mailbox_id, path)
);

-- How many messages more than objects a folder counts for: a copy shares its original's object. Of
-- one folder it may be negative; the sum over a mailbox's folders is its messages less its objects.
ALTER TABLE mail_folders ADD COLUMN shared_count BIGINT NOT NULL DEFAULT 0;

-- Some mail programs ask for the first unread and for the recent messages each time they open a
-- folder.
CREATE INDEX mail_messages_unseen ON mail_messages (folder_id, uid) WHERE flags % 2 = 0;

CREATE INDEX mail_messages_recent ON mail_messages (folder_id, uid) WHERE flags >= 32;

-- Which keywords a folder has is told each time it is opened.
CREATE INDEX mail_messages_keywords ON mail_messages (folder_id, keywords) WHERE keywords <> '';
