package dev.freehold.custody.policies;

import dev.freehold.persistence.Dialect;

class AvailabilityKeysOnPostgresqlTest extends AvailabilityKeysContract {

  AvailabilityKeysOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
