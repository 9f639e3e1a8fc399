package dev.freehold.vault.keys.lastuse;

import dev.freehold.persistence.Dialect;

class KeyUsesOnSqliteTest extends KeyUsesContract {

  @Override
  Dialect dialect() {
    return Dialect.SQLITE;
  }
}
