package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class ResealCompanionsOnSqliteTest extends ResealCompanionsContract {

  ResealCompanionsOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
