package dev.freehold.custody.recovery;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Recovery on PostgreSQL")
class RecoveryOnPostgresqlTest extends RecoveryContract {
  RecoveryOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
