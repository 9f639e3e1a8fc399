package dev.freehold.custody.rolls;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Rolls on PostgreSQL")
class RollOnPostgresqlTest extends RollContract {
  RollOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
