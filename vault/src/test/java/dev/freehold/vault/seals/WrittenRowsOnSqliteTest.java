package dev.freehold.vault.seals;

import dev.freehold.persistence.Dialect;

class WrittenRowsOnSqliteTest extends WrittenRowsContract {

  @Override
  Dialect dialect() {
    return Dialect.SQLITE;
  }
}
