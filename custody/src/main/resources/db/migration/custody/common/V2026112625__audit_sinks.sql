-- How far other systems' collections have what the ledger holds, and which node sends to them now.
CREATE TABLE audit_sinks (
  name VARCHAR(32) PRIMARY KEY,
  confirmed_sequence BIGINT NOT NULL,
  holder ${bytes},
  held_until BIGINT NOT NULL
);
