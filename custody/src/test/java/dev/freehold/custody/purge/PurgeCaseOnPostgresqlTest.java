package dev.freehold.custody.purge;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("What a purge needs on PostgreSQL")
class PurgeCaseOnPostgresqlTest extends PurgeCaseContract {
  PurgeCaseOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
