-- What a shard of a job could not do, because no root of the policy agreed and nobody but who
-- ordered it wants it: taking keys from the policy to the target, or, where both are the same,
-- giving the policy other roots. A row is here until the shard tries once more.
CREATE TABLE kept_back_moves (
  job_id ${bytes} NOT NULL REFERENCES jobs (id),
  shard INTEGER NOT NULL,
  policy_id ${bytes} NOT NULL REFERENCES policies (id),
  target_policy_id ${bytes} NOT NULL REFERENCES policies (id),
  since BIGINT NOT NULL,
  PRIMARY KEY (job_id, shard, policy_id, target_policy_id)
);

-- What a second person agreed to: this order, to this policy. order_digest is over all that decides
-- what the job does, seal over what is in the row.
CREATE TABLE move_approvals (
  job_id ${bytes} NOT NULL PRIMARY KEY REFERENCES jobs (id),
  tenant_id ${bytes} NOT NULL REFERENCES tenants (id),
  order_digest TEXT NOT NULL,
  target_policy_id ${bytes} NOT NULL,
  approved_by TEXT NOT NULL,
  approved_at BIGINT NOT NULL,
  decision_comment TEXT,
  seal ${bytes}
);
