package dev.freehold.content.sweep;

import dev.freehold.persistence.Dialect;

class SweeperOnSqliteTest extends SweeperContract {

  SweeperOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
