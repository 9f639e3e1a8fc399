-- Which keys an owner had that are gone: what still lies under them is freed by it. Keys that are in
-- use have no entry, so no move of them costs more for it.
CREATE INDEX owner_keys_destroyed ON owner_keys (owner_id, id) WHERE state = 'DESTROYED';
