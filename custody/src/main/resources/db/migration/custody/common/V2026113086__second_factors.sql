-- Whether a tenant's people need a second factor, and what people showed when they signed in: PASSWORD, or
-- PASSWORD_AND_SECOND. Rows from before are resealed with it once, when the program first starts with this
-- form.
ALTER TABLE tenants ADD COLUMN second_factor_required INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refresh_tokens ADD COLUMN factors TEXT NOT NULL DEFAULT 'PASSWORD';
ALTER TABLE device_codes ADD COLUMN factors TEXT NOT NULL DEFAULT 'PASSWORD';
