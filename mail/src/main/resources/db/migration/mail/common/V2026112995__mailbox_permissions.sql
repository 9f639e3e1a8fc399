-- Who may read a mailbox of somebody else. seal: a code over the row under a key that is not in this
-- database.
CREATE TABLE mail_mailbox_permissions (
  mailbox_id ${bytes} NOT NULL REFERENCES mail_mailboxes (id),
  principal_id ${bytes} NOT NULL REFERENCES identities (object_id) ON DELETE CASCADE,
  tenant_id ${bytes} NOT NULL,
  granted_at BIGINT NOT NULL,
  seal ${bytes},
  PRIMARY KEY (mailbox_id, principal_id)
);

CREATE INDEX mail_mailbox_permissions_by_principal ON mail_mailbox_permissions (principal_id);
