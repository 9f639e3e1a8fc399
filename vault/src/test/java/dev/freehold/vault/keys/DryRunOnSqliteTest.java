package dev.freehold.vault.keys;

import dev.freehold.persistence.Dialect;

class DryRunOnSqliteTest extends DryRunContract {

  @Override
  Dialect dialect() {
    return Dialect.SQLITE;
  }
}
