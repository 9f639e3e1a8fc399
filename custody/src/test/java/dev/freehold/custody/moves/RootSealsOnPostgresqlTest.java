package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Where roots are, on PostgreSQL")
class RootSealsOnPostgresqlTest extends RootSealsContract {
  RootSealsOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
