-- Which availability database this is, and how many times it was changed.
CREATE TABLE availability_identity (
  slot SMALLINT NOT NULL PRIMARY KEY,
  id ${bytes} NOT NULL,
  changes BIGINT NOT NULL
);
