-- As on PostgreSQL, and always empty: SQLite has one writer, who puts entries into their logs.
CREATE TABLE ledger_pending (
  id INTEGER PRIMARY KEY,
  entry BLOB NOT NULL,
  actor_salt BLOB,
  actor BLOB,
  values_salt BLOB,
  personal_values BLOB
);
