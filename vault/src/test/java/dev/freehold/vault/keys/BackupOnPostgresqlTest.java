package dev.freehold.vault.keys;

import dev.freehold.persistence.Dialect;

class BackupOnPostgresqlTest extends BackupContract {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
