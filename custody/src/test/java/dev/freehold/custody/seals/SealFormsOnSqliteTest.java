package dev.freehold.custody.seals;

import dev.freehold.persistence.Dialect;

class SealFormsOnSqliteTest extends SealFormsContract {

  @Override
  Dialect dialect() {
    return Dialect.SQLITE;
  }
}
