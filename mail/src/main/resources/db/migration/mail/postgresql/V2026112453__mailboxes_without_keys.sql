ALTER TABLE mail_mailboxes DROP COLUMN policy_id, DROP COLUMN owner_key_id;
