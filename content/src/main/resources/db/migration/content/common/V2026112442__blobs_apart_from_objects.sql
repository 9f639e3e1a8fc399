-- An object keeps its id for life. When it is sealed again under a new owner key it gets a new
-- blob: blob_id is the id in that blob's header and the blob's name. First blobs have the object's.
ALTER TABLE content_objects ADD COLUMN blob_id ${bytes};
UPDATE content_objects SET blob_id = object_id;
CREATE UNIQUE INDEX content_objects_by_blob ON content_objects (blob_id);

-- Blobs that another one took the place of. They stay a little for readers that know the old one.
CREATE TABLE content_replaced (
  blob_id ${bytes} NOT NULL PRIMARY KEY,
  blob_bytes BIGINT NOT NULL CHECK (blob_bytes > 0),
  replaced_at BIGINT NOT NULL
);

CREATE INDEX content_replaced_by_time ON content_replaced (replaced_at, blob_id);
