package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("On PostgreSQL: James's contract of mailbox managers under stress")
class SealedStressOnPostgresqlTest extends SealedStressTest {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
