-- A secret that was replaced stays good until old_secret_until, so that programs can change over.
ALTER TABLE identities ADD COLUMN old_secret_salt ${bytes};
ALTER TABLE identities ADD COLUMN old_secret_hash ${bytes};
ALTER TABLE identities ADD COLUMN old_secret_until BIGINT;

-- Clients of an "adfs" authority do not say whose they are.
CREATE INDEX identities_by_app ON identities (app_id);
