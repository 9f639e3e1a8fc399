-- A folder that has the UIDVALIDITY of the one that it was copied from: UIDs below uid_floor are for
-- the source's messages, and a message that comes otherwise has one from there on. 0 for all others.

ALTER TABLE mail_folders ADD COLUMN uid_floor BIGINT NOT NULL DEFAULT 0;
