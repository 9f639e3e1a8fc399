-- Cuts file_documents into 16 partitions by a hash of the site. See ../postgresql.md.
ALTER TABLE file_documents RENAME TO file_documents_in_one;

CREATE TABLE file_documents
  (LIKE file_documents_in_one INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE)
  PARTITION BY HASH (site_id);

DO $$
BEGIN
  FOR part IN 0..15 LOOP
    EXECUTE format(
      'CREATE TABLE file_documents_%s PARTITION OF file_documents'
      ' FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, part);
  END LOOP;
END $$;

INSERT INTO file_documents SELECT * FROM file_documents_in_one;

DROP TABLE file_documents_in_one;

ALTER TABLE file_documents ADD CONSTRAINT file_documents_pkey PRIMARY KEY (site_id, id);

CREATE INDEX file_documents_by_key ON file_documents (owner_key_id, site_id, id);

ANALYZE file_documents;
