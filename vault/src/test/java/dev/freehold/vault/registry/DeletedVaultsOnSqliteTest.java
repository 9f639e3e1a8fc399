package dev.freehold.vault.registry;

import dev.freehold.persistence.Dialect;

class DeletedVaultsOnSqliteTest extends DeletedVaultsContract {

  @Override
  Dialect dialect() {
    return Dialect.SQLITE;
  }
}
