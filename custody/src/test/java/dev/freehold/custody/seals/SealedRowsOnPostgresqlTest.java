package dev.freehold.custody.seals;

import dev.freehold.persistence.Dialect;

class SealedRowsOnPostgresqlTest extends SealedRowsContract {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
