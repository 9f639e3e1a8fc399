-- A mailbox that somebody removed keeps its key and its content until it is recovered or its time has
-- passed. Its address in the column address is then its id, so that others can have the address;
-- deleted_address and deleted_further are those that it had, and gets back. destroyed: its keys are
-- gone, and its rows go next. Rows from before are resealed with these once, when the program first
-- starts with this form.
ALTER TABLE mail_mailboxes ADD COLUMN deleted_at BIGINT;
ALTER TABLE mail_mailboxes ADD COLUMN deleted_address VARCHAR(254);
ALTER TABLE mail_mailboxes ADD COLUMN deleted_further TEXT;
ALTER TABLE mail_mailboxes ADD COLUMN destroyed INTEGER NOT NULL DEFAULT 0;

CREATE INDEX mail_mailboxes_deleted ON mail_mailboxes (deleted_at, id)
  WHERE deleted_at IS NOT NULL;

CREATE INDEX mail_mailboxes_deleted_of_tenant ON mail_mailboxes (tenant_id, address)
  WHERE deleted_at IS NOT NULL;
