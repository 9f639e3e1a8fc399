-- A move from another database that is not finished: which one is being copied, and its count when
-- it is. Until then this database is nobody's.
CREATE TABLE incoming_availability (
  slot SMALLINT NOT NULL PRIMARY KEY,
  id ${bytes} NOT NULL,
  changes BIGINT NOT NULL
);
