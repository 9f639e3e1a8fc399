package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("On PostgreSQL: James's contract of message managers with quotas")
class SealedQuotaOnPostgresqlTest extends SealedQuotaTest {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
