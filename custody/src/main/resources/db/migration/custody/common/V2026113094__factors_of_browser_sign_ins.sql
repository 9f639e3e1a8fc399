-- What people showed who signed in on a page: PASSWORD, or PASSWORD_AND_SECOND. Rows from before are resealed
-- with it once, when the program first starts with this form.
ALTER TABLE authorization_codes ADD COLUMN factors TEXT NOT NULL DEFAULT 'PASSWORD';
ALTER TABLE browser_sessions ADD COLUMN factors TEXT NOT NULL DEFAULT 'PASSWORD';
