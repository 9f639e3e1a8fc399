-- Mailboxes and sites whose content was destroyed by a purge: their keys are gone, and what they took
-- up is freed in the background. freed_at is null until nothing of them is left.
CREATE TABLE content_freeing (
  owner_id ${bytes} NOT NULL PRIMARY KEY,
  released_at BIGINT NOT NULL,
  freed_objects BIGINT NOT NULL CHECK (freed_objects >= 0),
  freed_bytes BIGINT NOT NULL CHECK (freed_bytes >= 0),
  freed_at BIGINT
);

CREATE INDEX content_freeing_open
  ON content_freeing (released_at, owner_id) WHERE freed_at IS NULL;
