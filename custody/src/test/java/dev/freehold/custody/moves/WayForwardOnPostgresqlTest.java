package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Ways forward on PostgreSQL")
class WayForwardOnPostgresqlTest extends WayForwardContract {
  WayForwardOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
