-- Cuts mail_messages into 16 partitions by a hash of the mailbox. See ../postgresql.md.
-- Each message is in its folder's mailbox, which the database did not know before: so a UID is given
-- once in a folder, as it was, though what is unique has to contain the mailbox now.
ALTER TABLE mail_messages RENAME TO mail_messages_in_one;

CREATE TABLE mail_messages
  (LIKE mail_messages_in_one INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)
  PARTITION BY HASH (mailbox_id);

DO $$
BEGIN
  FOR part IN 0..15 LOOP
    EXECUTE format(
      'CREATE TABLE mail_messages_%s PARTITION OF mail_messages'
      ' FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, part);
  END LOOP;
END $$;

INSERT INTO mail_messages SELECT * FROM mail_messages_in_one;

DROP TABLE mail_messages_in_one;

ALTER TABLE mail_messages
  ADD CONSTRAINT mail_messages_pkey PRIMARY KEY (folder_id, uid, mailbox_id);

ALTER TABLE mail_messages
  ADD CONSTRAINT mail_messages_mailbox_id_import_token_key UNIQUE (mailbox_id, import_token);

ALTER TABLE mail_folders ADD CONSTRAINT mail_folders_in_mailbox UNIQUE (mailbox_id, id);

ALTER TABLE mail_messages ADD CONSTRAINT mail_messages_folder_id_fkey
  FOREIGN KEY (mailbox_id, folder_id) REFERENCES mail_folders (mailbox_id, id);

CREATE INDEX mail_messages_by_mod_seq ON mail_messages (folder_id, mod_seq);

CREATE INDEX mail_messages_by_object ON mail_messages (object_id);

CREATE INDEX mail_messages_unseen ON mail_messages (folder_id, uid) WHERE flags % 2 = 0;

CREATE INDEX mail_messages_recent ON mail_messages (folder_id, uid) WHERE flags >= 32;

CREATE INDEX mail_messages_keywords ON mail_messages (folder_id, keywords) WHERE keywords <> '';

ANALYZE mail_messages;
