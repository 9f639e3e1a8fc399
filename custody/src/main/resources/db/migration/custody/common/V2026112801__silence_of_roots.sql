-- How long after a root has agreed the silence of both is bridged for the tenant's users: 'never',
-- a number of hours such as '24h', or 'no-bound'. The tenant's choice.
ALTER TABLE tenants ADD COLUMN silence_bound TEXT NOT NULL DEFAULT '24h';

-- What the roots of a policy have said, for all nodes; policies.locked_at belongs to it.
CREATE TABLE policy_access (
  policy_id ${bytes} NOT NULL PRIMARY KEY REFERENCES policies (id),
  -- When a root agreed the last time, or up to a few minutes before that.
  agreed_at BIGINT NOT NULL,
  -- The tenant's choice as it was at that agreement; a longer one counts from the next one on.
  silence_bound TEXT NOT NULL,
  -- While the availability key stands in: why, since when, and how often it has been used.
  stands_in TEXT,
  stands_in_since BIGINT,
  uses BIGINT NOT NULL DEFAULT 0
);

INSERT INTO policy_access (policy_id, agreed_at, silence_bound)
SELECT p.id,
  COALESCE(
    (SELECT MAX(c.checked_at) FROM root_checks c
      WHERE c.policy_id = p.id AND c.outcome = 'AGREES'),
    p.created_at),
  '24h'
FROM policies p;
