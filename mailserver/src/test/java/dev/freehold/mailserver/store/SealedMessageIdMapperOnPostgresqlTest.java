package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("On PostgreSQL: James's contract of message mappers by id")
class SealedMessageIdMapperOnPostgresqlTest extends SealedMessageIdMapperTest {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
