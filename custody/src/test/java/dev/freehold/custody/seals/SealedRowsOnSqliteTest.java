package dev.freehold.custody.seals;

import dev.freehold.persistence.Dialect;

class SealedRowsOnSqliteTest extends SealedRowsContract {

  @Override
  Dialect dialect() {
    return Dialect.SQLITE;
  }
}
