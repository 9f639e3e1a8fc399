-- A tenant's entries of a time, so that a search reads nothing before it and nobody else's.
CREATE INDEX ledger_entry_by_time ON ledger_entry (tenant_id, recorded_at, sequence);
