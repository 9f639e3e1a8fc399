package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class OwnerFreeingOnPostgresqlTest extends OwnerFreeingContract {

  OwnerFreeingOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
