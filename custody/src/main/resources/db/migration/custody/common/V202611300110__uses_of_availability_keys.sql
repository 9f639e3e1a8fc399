-- How often a policy's availability key was used on a day, by days since 1970 in UTC, and when last. The ledger has each
-- use; this is for people who look. Days that are too long ago go when the next use comes.
CREATE TABLE availability_key_uses (
  policy_id ${bytes} NOT NULL REFERENCES policies (id),
  used_on BIGINT NOT NULL,
  uses BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  PRIMARY KEY (policy_id, used_on)
);
