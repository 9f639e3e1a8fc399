package dev.freehold.custody.reseal;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Leftovers on PostgreSQL")
class LeftoversOnPostgresqlTest extends LeftoversContract {
  LeftoversOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
