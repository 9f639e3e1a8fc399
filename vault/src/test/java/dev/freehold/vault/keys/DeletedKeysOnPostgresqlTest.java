package dev.freehold.vault.keys;

import dev.freehold.persistence.Dialect;

class DeletedKeysOnPostgresqlTest extends DeletedKeysContract {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
