-- seal: a code over who may do what in a site, and over whose an access key is and whether it may be
-- used, under a key that is not in this database.
ALTER TABLE file_site_roles ADD COLUMN seal ${bytes};
ALTER TABLE file_access_keys ADD COLUMN seal ${bytes};
