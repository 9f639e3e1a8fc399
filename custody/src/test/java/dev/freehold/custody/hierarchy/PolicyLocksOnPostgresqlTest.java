package dev.freehold.custody.hierarchy;

import dev.freehold.persistence.Dialect;

class PolicyLocksOnPostgresqlTest extends PolicyLocksContract {

  PolicyLocksOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
