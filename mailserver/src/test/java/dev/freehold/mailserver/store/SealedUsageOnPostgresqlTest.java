package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("On PostgreSQL: James's contract of how much of a quota is used")
class SealedUsageOnPostgresqlTest extends SealedUsageTest {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
