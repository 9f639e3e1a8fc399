-- Health asks all the time whether any root refused or was silent, which few or none are.
CREATE INDEX root_checks_by_outcome ON root_checks (outcome, policy_id);

CREATE INDEX policies_locked ON policies (id) WHERE locked_at IS NOT NULL;
