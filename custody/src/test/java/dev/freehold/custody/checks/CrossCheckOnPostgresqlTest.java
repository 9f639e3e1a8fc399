package dev.freehold.custody.checks;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Cross-check on PostgreSQL")
class CrossCheckOnPostgresqlTest extends CrossCheckContract {
  CrossCheckOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
