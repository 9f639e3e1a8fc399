-- Many owners of keys, and people, are looked up by their ids within a tenant. Without these, SQLite reads all of the
-- tenant for more than a few.
CREATE INDEX key_owners_by_id ON key_owners (tenant_id, id);
CREATE INDEX identities_by_id ON identities (tenant_id, object_id);
