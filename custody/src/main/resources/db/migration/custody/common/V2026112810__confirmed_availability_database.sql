-- Which availability database belongs to this one, and how many changes of it were confirmed here.
CREATE TABLE confirmed_availability (
  slot SMALLINT NOT NULL PRIMARY KEY,
  availability_id ${bytes} NOT NULL,
  changes BIGINT NOT NULL
);

-- Keys that policies name, that the availability database does not have, and that the operator
-- gave up for lost.
CREATE TABLE availability_losses (
  policy_id ${bytes} NOT NULL REFERENCES policies (id),
  lost_id ${bytes} NOT NULL,
  accepted_at BIGINT NOT NULL,
  PRIMARY KEY (policy_id, lost_id)
);
