CREATE INDEX vault_access_policies_by_object ON vault_access_policies (object_id);
CREATE INDEX vault_subscription_owners_by_object ON vault_subscription_owners (object_id);
