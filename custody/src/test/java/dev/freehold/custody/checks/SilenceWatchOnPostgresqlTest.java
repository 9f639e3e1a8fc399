package dev.freehold.custody.checks;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A watch over silent vaults on PostgreSQL")
class SilenceWatchOnPostgresqlTest extends SilenceWatchContract {
  SilenceWatchOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
