package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("On PostgreSQL: James's contract of message mappers")
class SealedMessageMapperOnPostgresqlTest extends SealedMessageMapperTest {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
