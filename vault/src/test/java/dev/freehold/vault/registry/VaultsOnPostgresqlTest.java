package dev.freehold.vault.registry;

import dev.freehold.persistence.Dialect;

class VaultsOnPostgresqlTest extends VaultsContract {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
