package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A lost database on PostgreSQL")
class LostDatabaseOnPostgresqlTest extends LostDatabaseContract {
  LostDatabaseOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
