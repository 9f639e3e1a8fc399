-- How many sign-ins have failed of late, for all nodes; and, with 0 taken, who signed in from where.
-- key_hash is SHA-256, in hexadecimal, of what is counted by: an account, a network, or both.
CREATE TABLE sign_in_attempts (
  key_hash VARCHAR(64) NOT NULL PRIMARY KEY,
  taken INTEGER NOT NULL,
  ends_at BIGINT NOT NULL
);

CREATE INDEX sign_in_attempts_by_end ON sign_in_attempts (ends_at);
