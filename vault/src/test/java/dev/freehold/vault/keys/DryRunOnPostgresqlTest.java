package dev.freehold.vault.keys;

import dev.freehold.persistence.Dialect;

class DryRunOnPostgresqlTest extends DryRunContract {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
