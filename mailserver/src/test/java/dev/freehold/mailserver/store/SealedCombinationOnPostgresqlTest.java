package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("On PostgreSQL: James's contract of messages by their folders and by their ids")
class SealedCombinationOnPostgresqlTest extends SealedCombinationTest {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
