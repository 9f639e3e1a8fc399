-- Mailboxes without a policy of their own, in the order of their ids; those with one have another.
CREATE INDEX key_owners_without_order ON key_owners (tenant_id, id)
  WHERE kind = 'MAILBOX' AND ordered_policy_id IS NULL;

-- What was ordered for one mailbox or policy, and what of one kind, however long ago.
CREATE INDEX jobs_by_subject ON jobs (tenant_id, subject_id, created_at, id);
CREATE INDEX jobs_by_kind ON jobs (tenant_id, kind, created_at, id);
