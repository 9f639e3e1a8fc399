-- Many mailboxes of a tenant are looked up by their ids. Without this, SQLite reads all of the tenant for more than a few.
CREATE INDEX mail_mailboxes_by_id ON mail_mailboxes (tenant_id, id);
