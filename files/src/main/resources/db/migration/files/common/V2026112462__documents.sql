-- The names of a site's documents in order: a B-tree whose pages are sealed, so that neither a name
-- nor an order of names is to be read here. The root's id is the site's.
CREATE TABLE file_name_pages (
  site_id ${bytes} NOT NULL,
  page_id ${bytes} NOT NULL,
  owner_key_id ${bytes} NOT NULL,
  sealed ${bytes} NOT NULL,
  PRIMARY KEY (site_id, page_id)
);

-- Finds what is still under a retired key.
CREATE INDEX file_name_pages_by_key ON file_name_pages (owner_key_id, site_id, page_id);

-- One row per document. Its name, ETag and properties are in "sealed", bound to the id of its
-- object, or of its first part's object.
CREATE TABLE file_documents (
  site_id ${bytes} NOT NULL,
  id ${bytes} NOT NULL,
  object_id ${bytes} NOT NULL,
  upload_id ${bytes},
  size_bytes BIGINT NOT NULL CHECK (size_bytes >= 0),
  modified_at BIGINT NOT NULL,
  owner_key_id ${bytes} NOT NULL,
  sealed ${bytes} NOT NULL,
  PRIMARY KEY (site_id, id)
);

CREATE INDEX file_documents_by_key ON file_documents (owner_key_id, site_id, id);

-- Documents that are coming in parts.
CREATE TABLE file_uploads (
  id ${bytes} NOT NULL PRIMARY KEY,
  site_id ${bytes} NOT NULL,
  started_at BIGINT NOT NULL,
  owner_key_id ${bytes} NOT NULL,
  sealed ${bytes} NOT NULL
);

CREATE INDEX file_uploads_by_site ON file_uploads (site_id);
CREATE INDEX file_uploads_by_key ON file_uploads (owner_key_id, site_id, id);

-- The parts of an upload, and of the document that it became. A part's MD5 is in "sealed", bound to
-- the id of its object.
CREATE TABLE file_parts (
  site_id ${bytes} NOT NULL,
  upload_id ${bytes} NOT NULL,
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 10000),
  object_id ${bytes} NOT NULL,
  size_bytes BIGINT NOT NULL CHECK (size_bytes >= 0),
  modified_at BIGINT NOT NULL,
  owner_key_id ${bytes} NOT NULL,
  sealed ${bytes} NOT NULL,
  PRIMARY KEY (upload_id, number)
);

CREATE INDEX file_parts_by_key ON file_parts (owner_key_id, site_id, object_id);
