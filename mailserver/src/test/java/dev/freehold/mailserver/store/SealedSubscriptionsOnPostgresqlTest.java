package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("On PostgreSQL: James's contract of subscription mappers")
class SealedSubscriptionsOnPostgresqlTest extends SealedSubscriptionsTest {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
