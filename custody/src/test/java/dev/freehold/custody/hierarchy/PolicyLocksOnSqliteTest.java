package dev.freehold.custody.hierarchy;

import dev.freehold.persistence.Dialect;

class PolicyLocksOnSqliteTest extends PolicyLocksContract {

  PolicyLocksOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
