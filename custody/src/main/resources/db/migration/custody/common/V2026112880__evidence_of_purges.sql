-- The operator's signature over the statement, as a line of a signed note. Approvals from before have none.
ALTER TABLE purge_approvals ADD COLUMN signature TEXT;

-- What people call a mailbox or site; lists from before have no names, and their hashes stay what they are.
ALTER TABLE purge_owners ADD COLUMN name TEXT;
