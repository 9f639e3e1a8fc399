-- seal: a code over what decides under which policy a mailbox or site comes, and under which key its
-- new content is sealed. Rows from before are sealed once, when the program first starts with this.
ALTER TABLE tenants ADD COLUMN seal ${bytes};
ALTER TABLE geos ADD COLUMN seal ${bytes};
ALTER TABLE key_owners ADD COLUMN seal ${bytes};
