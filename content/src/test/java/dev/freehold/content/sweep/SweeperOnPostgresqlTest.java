package dev.freehold.content.sweep;

import dev.freehold.persistence.Dialect;

class SweeperOnPostgresqlTest extends SweeperContract {

  SweeperOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
