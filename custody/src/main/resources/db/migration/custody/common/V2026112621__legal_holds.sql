-- Mailboxes and sites that nothing may be taken from. A hold that was lifted has no row; the ledger
-- tells of it. An owner that is held cannot be deleted, whatever the program forgets to ask.
CREATE TABLE legal_holds (
  id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL REFERENCES tenants (id),
  owner_id ${bytes} NOT NULL REFERENCES key_owners (id),
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  reason TEXT NOT NULL,
  placed_by TEXT NOT NULL,
  placed_at BIGINT NOT NULL,
  UNIQUE (owner_id, name_folded)
);

CREATE INDEX legal_holds_by_tenant ON legal_holds (tenant_id, id);
