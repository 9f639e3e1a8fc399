-- Whether a tenant's people may use IMAP. Rows from before are resealed with it once, when the program
-- first starts with this form.
ALTER TABLE tenants ADD COLUMN imap_enabled INTEGER NOT NULL DEFAULT 1;
