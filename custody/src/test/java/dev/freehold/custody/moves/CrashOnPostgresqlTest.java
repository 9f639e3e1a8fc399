package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Crashes on PostgreSQL")
class CrashOnPostgresqlTest extends CrashContract {
  CrashOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
