-- When a root refused, if none has agreed since. It is sealed with the rest of the row, and
-- policies.locked_at says the same to whoever asks for many policies: either locks.
ALTER TABLE policy_access ADD COLUMN refused_at BIGINT;
ALTER TABLE policy_access ADD COLUMN seal ${bytes};

UPDATE policy_access
SET refused_at = (SELECT p.locked_at FROM policies p WHERE p.id = policy_access.policy_id);

-- What tenants have chosen; a tenant without a row has chosen nothing.
CREATE TABLE silence_choices (
  tenant_id ${bytes} NOT NULL PRIMARY KEY REFERENCES tenants (id),
  silence_bound TEXT NOT NULL,
  seal ${bytes}
);

INSERT INTO silence_choices (tenant_id, silence_bound)
SELECT id, silence_bound FROM tenants WHERE silence_bound <> '24h';

ALTER TABLE tenants DROP COLUMN silence_bound;
