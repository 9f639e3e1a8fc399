-- The tree that all entries so far were one of, to verify them against.
CREATE TABLE ledger_first_tree (
  id SMALLINT PRIMARY KEY CHECK (id = 1),
  tree_size BIGINT NOT NULL,
  frontier ${bytes} NOT NULL
);

INSERT INTO ledger_first_tree (id, tree_size, frontier)
SELECT id, tree_size, frontier FROM ledger_head;

-- The last sequence that was given. Every append changes it, so that sequences have no gaps.
ALTER TABLE ledger_head RENAME COLUMN tree_size TO last_sequence;
ALTER TABLE ledger_head DROP COLUMN frontier;

-- One row for each tenant's log: how many entries it has, and the right edge of their tree. No edge
-- means that the entries are older than the tree, which is then built at first use.
CREATE TABLE ledger_log (
  tenant_id ${bytes} PRIMARY KEY,
  tree_size BIGINT NOT NULL,
  frontier ${bytes}
);

INSERT INTO ledger_log (tenant_id, tree_size, frontier)
SELECT tenant_id, COUNT(*), NULL FROM ledger_entry GROUP BY tenant_id;

-- Complete tiles of a log's tree: 256 hashes of level 8 * tile_level, and the one they lead to.
CREATE TABLE ledger_tile (
  tenant_id ${bytes} NOT NULL,
  tile_level SMALLINT NOT NULL,
  tile_index BIGINT NOT NULL,
  root ${bytes} NOT NULL,
  hashes ${bytes} NOT NULL,
  PRIMARY KEY (tenant_id, tile_level, tile_index)
);
