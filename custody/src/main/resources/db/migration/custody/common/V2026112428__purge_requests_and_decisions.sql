-- The request to purge a policy. States of policies: ACTIVE, PURGE_REQUESTED, RETIRED.
ALTER TABLE policies ADD COLUMN purge_reason TEXT;
ALTER TABLE policies ADD COLUMN purge_contact TEXT;
ALTER TABLE policies ADD COLUMN purge_requested_by TEXT;
ALTER TABLE policies ADD COLUMN purge_requested_at BIGINT;

ALTER TABLE policies ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
UPDATE policies SET changed_at = created_at;

-- Who said no to a recovery, and what whoever decided had to say.
ALTER TABLE recovery_requests ADD COLUMN denied_by TEXT;
ALTER TABLE recovery_requests ADD COLUMN denied_at BIGINT;
ALTER TABLE recovery_requests ADD COLUMN decision_comment TEXT;

-- One that was denied stands in the way of no other.
DROP INDEX recovery_requests_pending;
CREATE UNIQUE INDEX recovery_requests_pending ON recovery_requests (policy_id)
  WHERE state NOT IN ('DONE', 'CANCELLED', 'DENIED');
