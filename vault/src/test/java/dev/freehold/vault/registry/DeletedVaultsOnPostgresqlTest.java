package dev.freehold.vault.registry;

import dev.freehold.persistence.Dialect;

class DeletedVaultsOnPostgresqlTest extends DeletedVaultsContract {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
