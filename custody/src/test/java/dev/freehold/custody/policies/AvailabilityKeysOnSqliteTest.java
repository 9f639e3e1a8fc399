package dev.freehold.custody.policies;

import dev.freehold.persistence.Dialect;

class AvailabilityKeysOnSqliteTest extends AvailabilityKeysContract {

  AvailabilityKeysOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
