package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class ResealRaceOnPostgresqlTest extends ResealRaceContract {

  ResealRaceOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
