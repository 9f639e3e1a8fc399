package dev.freehold.custody.locks;

import dev.freehold.persistence.Dialect;

class PolicyLocksOnSqliteTest extends PolicyLocksContract {

  PolicyLocksOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
