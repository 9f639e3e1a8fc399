package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class ResealRaceOnSqliteTest extends ResealRaceContract {

  ResealRaceOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
