package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class ResealerOnSqliteTest extends ResealerContract {

  ResealerOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
