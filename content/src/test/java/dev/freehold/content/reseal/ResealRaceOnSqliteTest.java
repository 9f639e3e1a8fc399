package dev.freehold.content.reseal;

import dev.freehold.persistence.Dialect;

class ResealRaceOnSqliteTest extends ResealRaceContract {

  ResealRaceOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
