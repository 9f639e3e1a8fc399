package dev.freehold.vault.keys;

import dev.freehold.persistence.Dialect;

class DeletedKeysOnSqliteTest extends DeletedKeysContract {

  @Override
  Dialect dialect() {
    return Dialect.SQLITE;
  }
}
