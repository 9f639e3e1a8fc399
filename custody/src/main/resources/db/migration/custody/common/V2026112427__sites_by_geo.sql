-- Only sites have a geo. A mailbox that comes under another policy needs no new entry here.
DROP INDEX key_owners_by_geo;
CREATE INDEX key_owners_by_geo ON key_owners (geo_id, id) WHERE geo_id IS NOT NULL;
