-- Cuts content_objects into 16 partitions by a hash of the object's id. See ../postgresql.md.
-- Unlike before, the database does not refuse a second object of one blob; the program makes blobs'
-- ids at random, and binds each row to its blob by a code under the owner key.
ALTER TABLE content_objects RENAME TO content_objects_in_one;

CREATE TABLE content_objects
  (LIKE content_objects_in_one INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)
  PARTITION BY HASH (object_id);

DO $$
BEGIN
  FOR part IN 0..15 LOOP
    EXECUTE format(
      'CREATE TABLE content_objects_%s PARTITION OF content_objects'
      ' FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, part);
  END LOOP;
END $$;

INSERT INTO content_objects SELECT * FROM content_objects_in_one;

DROP TABLE content_objects_in_one;

ALTER TABLE content_objects ADD CONSTRAINT content_objects_pkey PRIMARY KEY (object_id);

CREATE INDEX content_objects_by_owner
  ON content_objects (owner_key_id, state, plaintext_bytes, blob_bytes, damaged_at);

CREATE INDEX content_objects_released
  ON content_objects (released_at, object_id) WHERE state = 'released';

CREATE INDEX content_objects_by_blob ON content_objects (blob_id);

ANALYZE content_objects;
