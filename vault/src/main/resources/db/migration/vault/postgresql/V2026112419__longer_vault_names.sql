-- A vault's name is as long as a label of a host name may be. SQLite does not look at the length.
ALTER TABLE vault_vaults ALTER COLUMN folded_name TYPE VARCHAR(63);
ALTER TABLE vault_vaults ALTER COLUMN name TYPE VARCHAR(63);
