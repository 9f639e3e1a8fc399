-- The last scrub: one row, and what it found. A subject names rows and objects by their ids.
CREATE TABLE content_scrub (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  run_id ${bytes} NOT NULL,
  reads_content SMALLINT NOT NULL,
  started_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ended_at BIGINT,
  total BIGINT NOT NULL,
  done BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  unbound BIGINT NOT NULL,
  unchecked BIGINT NOT NULL,
  findings BIGINT NOT NULL
);

CREATE TABLE content_scrub_findings (
  number INTEGER NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  owner_id ${bytes} NOT NULL,
  code VARCHAR(64) NOT NULL,
  subject VARCHAR(128) NOT NULL,
  found_at BIGINT NOT NULL
);
