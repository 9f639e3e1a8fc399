-- Mailboxes and sites whose content was destroyed by a purge: their keys are gone, and what they took
-- up is freed in the background. erased_at is null until their other rows are gone, freed_at until
-- nothing of them is left.
CREATE TABLE content_freeing (
  owner_id ${bytes} NOT NULL PRIMARY KEY,
  released_at BIGINT NOT NULL,
  erased_at BIGINT,
  freed_objects BIGINT NOT NULL CHECK (freed_objects >= 0),
  freed_bytes BIGINT NOT NULL CHECK (freed_bytes >= 0),
  freed_at BIGINT
);

CREATE INDEX content_freeing_open
  ON content_freeing (released_at, owner_id) WHERE freed_at IS NULL;
