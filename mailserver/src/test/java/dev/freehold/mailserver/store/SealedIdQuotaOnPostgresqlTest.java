package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("On PostgreSQL: James's contract of quotas of messages by their ids")
class SealedIdQuotaOnPostgresqlTest extends SealedIdQuotaTest {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
