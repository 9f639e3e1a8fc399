package dev.freehold.custody.seals;

import dev.freehold.persistence.Dialect;

class SealFormsOnPostgresqlTest extends SealFormsContract {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
