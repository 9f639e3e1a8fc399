-- Mailboxes, folders and messages. Of a message's content nothing is here in clear: what is derived
-- from it (properties, import token) is sealed or keyed under the mailbox key.

CREATE TABLE mail_mailboxes (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  address VARCHAR(254) NOT NULL,
  display_name VARCHAR(256) NOT NULL,
  policy_id ${bytes} NOT NULL,
  owner_key_id ${bytes} NOT NULL UNIQUE,
  last_uid_validity BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (tenant_id, address)
);

CREATE TABLE mail_folders (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  mailbox_id ${bytes} NOT NULL REFERENCES mail_mailboxes (id),
  path VARCHAR(512) NOT NULL,
  special_use VARCHAR(16),
  uid_validity BIGINT NOT NULL CHECK (uid_validity BETWEEN 1 AND 4294967295),
  uid_next BIGINT NOT NULL CHECK (uid_next BETWEEN 1 AND 4294967296),
  highest_mod_seq BIGINT NOT NULL CHECK (highest_mod_seq >= 1),
  message_count BIGINT NOT NULL CHECK (message_count >= 0),
  total_bytes BIGINT NOT NULL CHECK (total_bytes >= 0),
  UNIQUE (mailbox_id, path)
);

CREATE TABLE mail_messages (
  tenant_id ${bytes} NOT NULL,
  mailbox_id ${bytes} NOT NULL,
  folder_id ${bytes} NOT NULL REFERENCES mail_folders (id),
  uid BIGINT NOT NULL CHECK (uid BETWEEN 1 AND 4294967295),
  mod_seq BIGINT NOT NULL,
  flags INTEGER NOT NULL,
  keywords TEXT NOT NULL,
  internal_date BIGINT NOT NULL,
  saved_at BIGINT NOT NULL,
  size_bytes BIGINT NOT NULL CHECK (size_bytes >= 0),
  header_bytes BIGINT NOT NULL CHECK (header_bytes BETWEEN 0 AND size_bytes),
  object_id ${bytes} NOT NULL,
  sealed_properties ${bytes} NOT NULL,
  import_token ${bytes},
  PRIMARY KEY (folder_id, uid),
  UNIQUE (mailbox_id, import_token)
);

CREATE INDEX mail_messages_by_mod_seq ON mail_messages (folder_id, mod_seq);

CREATE INDEX mail_messages_by_object ON mail_messages (object_id);
