-- seal: a code over what the row authorises, under a key that is not in this database. seal_version
-- counts the states of a row whose older ones must not come back; the last is in the availability
-- database. Rows from before are sealed once, when the program first starts with this form.
ALTER TABLE policies ADD COLUMN seal ${bytes};
ALTER TABLE policies ADD COLUMN seal_version BIGINT NOT NULL DEFAULT 0;

ALTER TABLE recovery_requests ADD COLUMN seal ${bytes};
ALTER TABLE recovery_requests ADD COLUMN seal_version BIGINT NOT NULL DEFAULT 0;

ALTER TABLE access_requests ADD COLUMN seal ${bytes};
ALTER TABLE access_requests ADD COLUMN seal_version BIGINT NOT NULL DEFAULT 0;

ALTER TABLE purge_cases ADD COLUMN seal ${bytes};
ALTER TABLE purge_cases ADD COLUMN seal_version BIGINT NOT NULL DEFAULT 0;

ALTER TABLE lockbox_settings ADD COLUMN seal ${bytes};
ALTER TABLE purge_consents ADD COLUMN seal ${bytes};
ALTER TABLE purge_approvals ADD COLUMN seal ${bytes};
ALTER TABLE purge_documents ADD COLUMN seal ${bytes};
ALTER TABLE approvers ADD COLUMN seal ${bytes};
ALTER TABLE legal_holds ADD COLUMN seal ${bytes};
