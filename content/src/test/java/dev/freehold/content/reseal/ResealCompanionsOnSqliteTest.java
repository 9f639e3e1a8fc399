package dev.freehold.content.reseal;

import dev.freehold.persistence.Dialect;

class ResealCompanionsOnSqliteTest extends ResealCompanionsContract {

  ResealCompanionsOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
