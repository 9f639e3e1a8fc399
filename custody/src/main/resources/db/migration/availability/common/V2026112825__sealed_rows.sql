-- What the main database must not be able to say of itself. Kinds of rows whose rows from before
-- there were seals have been sealed: from then on one without a seal is refused.
CREATE TABLE sealed_kinds (
  kind TEXT NOT NULL PRIMARY KEY,
  sealed_at BIGINT NOT NULL
);

-- The numbers of the states of rows: pending was taken before the row was written, confirmed is
-- durable there. A row below its confirmed number was put back.
CREATE TABLE row_versions (
  kind TEXT NOT NULL,
  row_id TEXT NOT NULL,
  pending BIGINT NOT NULL,
  confirmed BIGINT NOT NULL,
  PRIMARY KEY (kind, row_id)
);

-- States of rows that were refused and told of, by a hash of the state.
CREATE TABLE refused_rows (
  kind TEXT NOT NULL,
  row_id TEXT NOT NULL,
  state ${bytes} NOT NULL,
  first_at BIGINT NOT NULL,
  PRIMARY KEY (kind, row_id, state)
);

-- Rows that were put back and that one of the two who have to has accepted as they are.
CREATE TABLE row_acceptances (
  kind TEXT NOT NULL,
  row_id TEXT NOT NULL,
  side TEXT NOT NULL,
  seal ${bytes} NOT NULL,
  accepted_by TEXT NOT NULL,
  accepted_at BIGINT NOT NULL,
  PRIMARY KEY (kind, row_id, side)
);
