package dev.freehold.vault.keys;

import dev.freehold.persistence.Dialect;

class BackupOnSqliteTest extends BackupContract {

  @Override
  Dialect dialect() {
    return Dialect.SQLITE;
  }
}
