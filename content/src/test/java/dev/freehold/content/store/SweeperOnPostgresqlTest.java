package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class SweeperOnPostgresqlTest extends SweeperContract {

  SweeperOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
