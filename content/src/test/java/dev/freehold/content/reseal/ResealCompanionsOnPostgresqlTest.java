package dev.freehold.content.reseal;

import dev.freehold.persistence.Dialect;

class ResealCompanionsOnPostgresqlTest extends ResealCompanionsContract {

  ResealCompanionsOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
