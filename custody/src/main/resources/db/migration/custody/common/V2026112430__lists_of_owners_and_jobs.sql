-- Mailboxes without a policy of their own, in the order of their ids; those with one have another.
CREATE INDEX key_owners_without_order ON key_owners (tenant_id, kind, id)
  WHERE ordered_policy_id IS NULL;

-- What was ordered for one mailbox or policy, however long ago.
CREATE INDEX jobs_by_subject ON jobs (tenant_id, subject_id, created_at, id);

-- What is under way of one kind; those that have ended are many.
CREATE INDEX jobs_open ON jobs (tenant_id, kind, created_at, id) WHERE ended_at IS NULL;
