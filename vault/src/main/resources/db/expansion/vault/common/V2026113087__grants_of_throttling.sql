-- How many requests all nodes together have been granted within an interval, by what is limited: a
-- vault, a subscription or a vault's reserve, and a class of requests.
CREATE TABLE vault_grants (
  name VARCHAR(100) NOT NULL PRIMARY KEY,
  granted BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
);

CREATE INDEX vault_grants_by_end ON vault_grants (ends_at);
