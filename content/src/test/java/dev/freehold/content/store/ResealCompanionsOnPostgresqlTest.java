package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class ResealCompanionsOnPostgresqlTest extends ResealCompanionsContract {

  ResealCompanionsOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
