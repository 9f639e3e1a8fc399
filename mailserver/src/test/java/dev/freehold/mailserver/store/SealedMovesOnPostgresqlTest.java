package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("On PostgreSQL: James's contract of moving messages")
class SealedMovesOnPostgresqlTest extends SealedMovesTest {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
