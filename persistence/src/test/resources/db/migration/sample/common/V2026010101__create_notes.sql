CREATE TABLE note (
  id ${bytes} PRIMARY KEY,
  text VARCHAR(200) NOT NULL,
  written_at BIGINT NOT NULL,
  pinned SMALLINT NOT NULL,
  parent_id ${bytes} REFERENCES note (id)
);
