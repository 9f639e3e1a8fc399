package dev.freehold.vault.seals;

import dev.freehold.persistence.Dialect;

class OlderStatesOnPostgresqlTest extends OlderStatesContract {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
