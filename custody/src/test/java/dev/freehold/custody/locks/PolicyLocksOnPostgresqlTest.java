package dev.freehold.custody.locks;

import dev.freehold.persistence.Dialect;

class PolicyLocksOnPostgresqlTest extends PolicyLocksContract {

  PolicyLocksOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
