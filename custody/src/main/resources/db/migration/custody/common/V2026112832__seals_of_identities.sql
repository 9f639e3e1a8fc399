-- seal: a code over what somebody is and by which secrets it is known, under a key that is not in
-- this database.
ALTER TABLE identities ADD COLUMN seal ${bytes};
ALTER TABLE user_credentials ADD COLUMN seal ${bytes};
ALTER TABLE refresh_tokens ADD COLUMN seal ${bytes};

-- Devices wait for 15 minutes; those that wait now ask again.
DELETE FROM device_codes;
ALTER TABLE device_codes ADD COLUMN id ${bytes};
ALTER TABLE device_codes ADD COLUMN seal ${bytes};
CREATE UNIQUE INDEX device_codes_by_id ON device_codes (id);
