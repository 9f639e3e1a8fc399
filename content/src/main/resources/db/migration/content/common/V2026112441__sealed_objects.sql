-- One row per sealed object. Its blob is durable before the row is there, and goes after the row
-- says 'released'. Nothing here tells what the object holds.
CREATE TABLE content_objects (
  object_id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  owner_key_id ${bytes} NOT NULL,
  generation INTEGER NOT NULL CHECK (generation >= 1),
  plaintext_bytes BIGINT NOT NULL CHECK (plaintext_bytes >= 0),
  blob_bytes BIGINT NOT NULL CHECK (blob_bytes > 0),
  created_at BIGINT NOT NULL,
  state VARCHAR(16) NOT NULL CHECK (state IN ('active', 'released')),
  released_at BIGINT,
  damaged_at BIGINT,
  damage_code VARCHAR(64),
  CHECK ((state = 'released') = (released_at IS NOT NULL)),
  CHECK ((damaged_at IS NULL) = (damage_code IS NULL))
);

-- Covers the sums per owner key, so that they read the index alone.
CREATE INDEX content_objects_by_owner
  ON content_objects (owner_key_id, state, plaintext_bytes, blob_bytes, damaged_at);

-- What the sweeper looks for; empty most of the time.
CREATE INDEX content_objects_released
  ON content_objects (released_at, object_id) WHERE state = 'released';

-- One row: which blob store belongs to this database, and where the sweeper's walk has come to.
CREATE TABLE content_sweep (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  store_id VARCHAR(64) NOT NULL,
  position VARCHAR(128) NOT NULL
);
