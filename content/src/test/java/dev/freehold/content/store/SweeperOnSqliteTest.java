package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class SweeperOnSqliteTest extends SweeperContract {

  SweeperOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
