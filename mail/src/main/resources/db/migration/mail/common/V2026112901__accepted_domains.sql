-- Whose mail a domain is. seal: a code over the row under a key that is not in this database.
CREATE TABLE mail_accepted_domains (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  domain VARCHAR(253) NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  seal ${bytes}
);

CREATE INDEX mail_accepted_domains_by_tenant ON mail_accepted_domains (tenant_id, domain);
