package dev.freehold.custody.purge;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The run of a purge on PostgreSQL")
class PurgeRunOnPostgresqlTest extends PurgeRunContract {
  PurgeRunOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
