-- One row: how many entries there are, and the right edge of their Merkle tree. Every append
-- changes it, so that sequences have no gaps.
CREATE TABLE ledger_head (
  id SMALLINT PRIMARY KEY CHECK (id = 1),
  tree_size BIGINT NOT NULL,
  frontier ${bytes} NOT NULL
);

INSERT INTO ledger_head (id, tree_size, frontier) VALUES (1, 0, CAST('' AS ${bytes}));

-- entry is the canonical JSON that was hashed; the columns before it repeat parts of it for search.
CREATE TABLE ledger_entry (
  sequence BIGINT PRIMARY KEY,
  recorded_at BIGINT NOT NULL,
  tenant_id ${bytes} NOT NULL,
  actor VARCHAR(1024) NOT NULL,
  operation VARCHAR(1024) NOT NULL,
  object_id VARCHAR(1024) NOT NULL,
  outcome VARCHAR(16) NOT NULL,
  entry ${bytes} NOT NULL,
  leaf_hash ${bytes} NOT NULL,
  tree_root ${bytes} NOT NULL
);

CREATE INDEX ledger_entry_by_tenant ON ledger_entry (tenant_id, sequence);
