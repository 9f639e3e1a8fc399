package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("On PostgreSQL: James's contract of mailbox mappers")
class SealedMailboxMapperOnPostgresqlTest extends SealedMailboxMapperTest {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
