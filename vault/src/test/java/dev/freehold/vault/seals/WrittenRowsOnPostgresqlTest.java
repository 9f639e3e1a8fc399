package dev.freehold.vault.seals;

import dev.freehold.persistence.Dialect;

class WrittenRowsOnPostgresqlTest extends WrittenRowsContract {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
