package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("On PostgreSQL: James's contract of what is told of messages that change by their ids")
class SealedSideEffectsOnPostgresqlTest extends SealedSideEffectsTest {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
