-- A password that somebody else has seen is good for one thing: to choose another one. Who has one
-- already keeps it.
ALTER TABLE user_credentials ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0;
