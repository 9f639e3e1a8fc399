package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Orders that meet on PostgreSQL")
class RaceOnPostgresqlTest extends RaceContract {
  RaceOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
