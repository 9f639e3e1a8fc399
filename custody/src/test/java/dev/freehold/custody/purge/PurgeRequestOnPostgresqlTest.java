package dev.freehold.custody.purge;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Requests to purge on PostgreSQL")
class PurgeRequestOnPostgresqlTest extends PurgeRequestContract {
  PurgeRequestOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
