-- The operator's signature over the statement, as a line of a signed note. Approvals from before have none.
ALTER TABLE purge_approvals ADD COLUMN signature TEXT;

-- What people call a mailbox or site; lists from before have no names, and their hashes stay what they are.
ALTER TABLE purge_owners ADD COLUMN name TEXT;

-- When rows and blobs of a purge were removed, and how many.
ALTER TABLE purge_cases ADD COLUMN freed_at BIGINT;
ALTER TABLE purge_cases ADD COLUMN freed_objects BIGINT;
ALTER TABLE purge_cases ADD COLUMN freed_bytes BIGINT;
