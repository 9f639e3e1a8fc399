package dev.freehold.content.purge;

import dev.freehold.persistence.Dialect;

class OwnerFreeingOnPostgresqlTest extends OwnerFreeingContract {

  OwnerFreeingOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
