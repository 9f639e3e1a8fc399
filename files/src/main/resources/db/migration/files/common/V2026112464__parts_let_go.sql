-- Parts that neither an upload nor a document has any more, and that are too many to be let go in
-- one transaction. They have in common what is their upload's id in file_parts.
CREATE TABLE file_parts_let_go (
  upload_id ${bytes} NOT NULL PRIMARY KEY,
  site_id ${bytes} NOT NULL
);

CREATE INDEX file_parts_let_go_by_site ON file_parts_let_go (site_id);
