package dev.freehold.content.reseal;

import dev.freehold.persistence.Dialect;

class ResealerOnSqliteTest extends ResealerContract {

  ResealerOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
