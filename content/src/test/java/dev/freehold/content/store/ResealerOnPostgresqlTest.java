package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class ResealerOnPostgresqlTest extends ResealerContract {

  ResealerOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
