package dev.freehold.content.reseal;

import dev.freehold.persistence.Dialect;

class ResealRaceOnPostgresqlTest extends ResealRaceContract {

  ResealRaceOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
