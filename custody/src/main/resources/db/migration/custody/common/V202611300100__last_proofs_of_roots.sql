-- When a root last agreed, by the version that it has now. A result that is not agreement keeps it.
ALTER TABLE root_checks ADD COLUMN agreed_at BIGINT;
UPDATE root_checks SET agreed_at = checked_at WHERE outcome = 'AGREES';
