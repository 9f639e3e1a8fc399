-- As in the service's database: how far other systems' collections have what the vaults' ledger
-- holds. It is here, and not there, so that a backup of the ledger has it as of the same moment.
CREATE TABLE audit_sinks (
  name VARCHAR(32) PRIMARY KEY,
  confirmed_sequence BIGINT NOT NULL,
  holder ${bytes},
  held_until BIGINT NOT NULL
);
