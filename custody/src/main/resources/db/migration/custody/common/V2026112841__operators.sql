-- Who operates the server, by client id. origin: FIRST_START, CONFIGURATION. An operator that is not
-- here was made by another one, and does nothing that takes two. One that was ended stays ended,
-- whatever the configuration says.
CREATE TABLE operators (
  client_id ${bytes} NOT NULL PRIMARY KEY,
  object_id ${bytes} NOT NULL,
  origin TEXT NOT NULL,
  named_at BIGINT NOT NULL,
  ended_at BIGINT
);
