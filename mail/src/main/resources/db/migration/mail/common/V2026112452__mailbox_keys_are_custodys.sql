-- Custody alone knows which key a mailbox has and under which policy it is. What the mailboxes'
-- rows say of it goes there; the columns go with the next migration.
INSERT INTO key_owners (id, tenant_id, kind, ordered_policy_id, owner_key_id, created_at)
SELECT m.id, m.tenant_id, 'MAILBOX', m.policy_id, m.owner_key_id, m.created_at
FROM mail_mailboxes m
WHERE NOT EXISTS (SELECT 1 FROM key_owners o WHERE o.id = m.id);

UPDATE owner_keys SET owner_id =
  (SELECT m.id FROM mail_mailboxes m WHERE m.owner_key_id = owner_keys.id)
WHERE owner_id IS NULL AND id IN (SELECT m.owner_key_id FROM mail_mailboxes m);

-- MAIL_USER: has an address and a key, but no folders until it is migrated. MAILBOX: has.
ALTER TABLE mail_mailboxes ADD COLUMN kind VARCHAR(16) NOT NULL DEFAULT 'MAILBOX';
