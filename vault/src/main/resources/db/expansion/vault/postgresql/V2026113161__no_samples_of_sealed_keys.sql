-- ANALYZE, which autovacuum runs by itself, stores values of a column as they are in pg_statistic,
-- where they outlive the key. To say the column's type once more, which changes no row, deletes
-- what was sampled before; docs/vault.md says when its bytes are gone.
ALTER TABLE vault_key_versions ALTER COLUMN sealed TYPE bytea, ALTER COLUMN sealed SET STATISTICS 0;
ALTER TABLE vault_worlds ALTER COLUMN sealed TYPE bytea, ALTER COLUMN sealed SET STATISTICS 0;
