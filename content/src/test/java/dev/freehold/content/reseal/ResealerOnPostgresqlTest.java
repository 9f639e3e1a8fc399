package dev.freehold.content.reseal;

import dev.freehold.persistence.Dialect;

class ResealerOnPostgresqlTest extends ResealerContract {

  ResealerOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
