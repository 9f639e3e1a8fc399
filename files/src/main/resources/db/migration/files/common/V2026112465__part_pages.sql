-- Which object holds which bytes of a document that came in parts, some hundred parts a page, so
-- that a range is found without the rows of all parts. "first_byte" finds a page; what is true is
-- in "sealed", bound to the page's id.
CREATE TABLE file_part_pages (
  site_id ${bytes} NOT NULL,
  upload_id ${bytes} NOT NULL,
  first_byte BIGINT NOT NULL CHECK (first_byte >= 0),
  id ${bytes} NOT NULL,
  owner_key_id ${bytes} NOT NULL,
  sealed ${bytes} NOT NULL,
  PRIMARY KEY (upload_id, first_byte)
);

CREATE UNIQUE INDEX file_part_pages_by_key ON file_part_pages (owner_key_id, site_id, id);
