-- Policies whose availability keys a purge destroyed. It stands beside the keys and not in the main
-- database, so that a main database from before the purge, put back in its place, is noticed.
CREATE TABLE ended_policies (
  policy_id ${bytes} NOT NULL PRIMARY KEY,
  tenant_id ${bytes} NOT NULL,
  ended_at BIGINT NOT NULL
);
