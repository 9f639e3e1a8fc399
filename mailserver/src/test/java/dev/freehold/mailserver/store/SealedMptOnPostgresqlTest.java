package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("On PostgreSQL: James's IMAP scripts")
class SealedMptOnPostgresqlTest extends SealedMptTest {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
