package dev.freehold.vault.registry;

import dev.freehold.persistence.Dialect;

class VaultsOnSqliteTest extends VaultsContract {

  @Override
  Dialect dialect() {
    return Dialect.SQLITE;
  }
}
