package dev.freehold.vault.keys;

import dev.freehold.persistence.Dialect;

class RotationOnSqliteTest extends RotationContract {

  @Override
  Dialect dialect() {
    return Dialect.SQLITE;
  }
}
