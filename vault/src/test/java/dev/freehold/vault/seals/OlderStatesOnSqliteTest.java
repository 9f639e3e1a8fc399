package dev.freehold.vault.seals;

import dev.freehold.persistence.Dialect;

class OlderStatesOnSqliteTest extends OlderStatesContract {

  @Override
  Dialect dialect() {
    return Dialect.SQLITE;
  }
}
