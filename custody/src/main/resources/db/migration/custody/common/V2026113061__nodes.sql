-- Nodes: processes that serve on this database, each with a data folder of its own. A row stays when its node was
-- removed, so that the node does not come back.
CREATE TABLE nodes (
  id ${bytes} PRIMARY KEY,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  joined_by TEXT NOT NULL,
  joined_at BIGINT NOT NULL,
  removed_by TEXT,
  removed_at BIGINT,
  seal ${bytes},
  seal_version BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX nodes_by_name ON nodes (name_folded) WHERE removed_at IS NULL;

-- What each node last said: that it runs, and how many of the purged policies it has nothing in memory of.
CREATE TABLE node_beats (
  node_id ${bytes} PRIMARY KEY REFERENCES nodes (id),
  start_id ${bytes} NOT NULL,
  started_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  program TEXT NOT NULL,
  lease_seconds BIGINT NOT NULL,
  forgotten BIGINT NOT NULL,
  seal ${bytes}
);

-- Which nodes had overwritten a purged policy's keys when the purge went on, in words for its receipt.
ALTER TABLE purge_cases ADD COLUMN nodes TEXT;
