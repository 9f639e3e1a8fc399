-- What administrators know of a recipient beside its address, and every name that it goes by.
ALTER TABLE mail_mailboxes ADD COLUMN alias VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE mail_mailboxes ADD COLUMN name VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE mail_mailboxes ADD COLUMN user_principal_name VARCHAR(254) NOT NULL DEFAULT '';
ALTER TABLE mail_mailboxes ADD COLUMN external_address VARCHAR(254);
ALTER TABLE mail_mailboxes ADD COLUMN archive_id ${bytes};
ALTER TABLE mail_mailboxes ADD COLUMN hidden SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE mail_mailboxes ADD COLUMN region VARCHAR(8);
ALTER TABLE mail_mailboxes ADD COLUMN mailbox_type VARCHAR(16) NOT NULL DEFAULT 'REGULAR';
ALTER TABLE mail_mailboxes ADD COLUMN custom_attributes TEXT NOT NULL DEFAULT '{}';
ALTER TABLE mail_mailboxes ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;

UPDATE mail_mailboxes SET changed_at = created_at, user_principal_name = address,
  alias = substr(address, 1, strpos(address, '@') - 1);

-- The oldest keeps what several would have; the others get something that nobody has.
UPDATE mail_mailboxes SET alias = substr(alias, 1, 31) || '-' || encode(id, 'hex')
WHERE id IN (
  SELECT id FROM (
    SELECT id, ROW_NUMBER() OVER (PARTITION BY tenant_id, alias ORDER BY id) AS n
    FROM mail_mailboxes) AS numbered
  WHERE n > 1);

UPDATE mail_mailboxes SET name = trim(substr(display_name, 1, 64));
UPDATE mail_mailboxes SET name = alias WHERE name = '';
UPDATE mail_mailboxes SET name = trim(substr(name, 1, 31)) || ' ' || encode(id, 'hex')
WHERE id IN (
  SELECT id FROM (
    SELECT id, ROW_NUMBER() OVER (PARTITION BY tenant_id, lower(name COLLATE "C") ORDER BY id)
      AS n
    FROM mail_mailboxes) AS numbered
  WHERE n > 1);

-- Names in lower case. The reference waits for the end of the transaction, because a new recipient
-- has its names before its row. Here only ASCII is folded, so whoever looks asks for both forms.
CREATE TABLE mail_recipient_names (
  mailbox_id ${bytes} NOT NULL REFERENCES mail_mailboxes (id) DEFERRABLE INITIALLY DEFERRED,
  kind VARCHAR(16) NOT NULL,
  folded VARCHAR(256) COLLATE "C" NOT NULL,
  tenant_id ${bytes} NOT NULL,
  PRIMARY KEY (mailbox_id, kind, folded)
);

-- Display names may repeat, all others not.
CREATE UNIQUE INDEX mail_recipient_names_taken ON mail_recipient_names (tenant_id, folded, kind)
  WHERE kind <> 'DISPLAY_NAME';

CREATE INDEX mail_recipient_names_shown ON mail_recipient_names (tenant_id, folded)
  WHERE kind = 'DISPLAY_NAME';

CREATE INDEX mail_mailboxes_by_kind ON mail_mailboxes (tenant_id, kind, address);

INSERT INTO mail_recipient_names (mailbox_id, kind, folded, tenant_id)
SELECT id, 'ADDRESS', address, tenant_id FROM mail_mailboxes
UNION ALL SELECT id, 'USER_PRINCIPAL', user_principal_name, tenant_id FROM mail_mailboxes
UNION ALL SELECT id, 'ALIAS', lower(alias), tenant_id FROM mail_mailboxes
UNION ALL SELECT id, 'NAME', lower(name COLLATE "C"), tenant_id FROM mail_mailboxes
UNION ALL SELECT id, 'DISPLAY_NAME', lower(display_name COLLATE "C"), tenant_id FROM mail_mailboxes
  WHERE display_name <> '';
