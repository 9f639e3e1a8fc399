-- How to sign in at a source, and which certificate of it is trusted. sign_in_name is an administrator
-- or a client's id; sealed_secret is that one's password, under the service master key and bound to all
-- that says where it is sent. certificate_authority is PEM, certificate_pin a SHA-256.

ALTER TABLE mail_migration_endpoints ADD COLUMN sign_in VARCHAR(24) NOT NULL DEFAULT 'BASIC';
ALTER TABLE mail_migration_endpoints ADD COLUMN sign_in_name VARCHAR(256) NOT NULL DEFAULT '';
ALTER TABLE mail_migration_endpoints ADD COLUMN user_form VARCHAR(256) NOT NULL DEFAULT '';
ALTER TABLE mail_migration_endpoints ADD COLUMN token_uri VARCHAR(512) NOT NULL DEFAULT '';
ALTER TABLE mail_migration_endpoints ADD COLUMN token_scope VARCHAR(512) NOT NULL DEFAULT '';
ALTER TABLE mail_migration_endpoints ADD COLUMN sealed_secret ${bytes};
ALTER TABLE mail_migration_endpoints ADD COLUMN certificate_authority TEXT NOT NULL DEFAULT '';
ALTER TABLE mail_migration_endpoints ADD COLUMN certificate_pin VARCHAR(64) NOT NULL DEFAULT '';
