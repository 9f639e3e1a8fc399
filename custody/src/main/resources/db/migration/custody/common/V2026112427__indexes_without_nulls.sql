-- Only sites have a geo. A mailbox that comes under another policy needs no new entry here.
DROP INDEX key_owners_by_geo;
CREATE INDEX key_owners_by_geo ON key_owners (geo_id, id) WHERE geo_id IS NOT NULL;

-- What has no order is found by its tenant; in one row of ids all tenants' would be mixed.
DROP INDEX key_owners_by_order;
CREATE INDEX key_owners_by_order ON key_owners (ordered_policy_id, id)
  WHERE ordered_policy_id IS NOT NULL;
