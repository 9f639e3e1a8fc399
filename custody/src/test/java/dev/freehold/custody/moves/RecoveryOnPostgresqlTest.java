package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Recovery on PostgreSQL")
class RecoveryOnPostgresqlTest extends RecoveryContract {
  RecoveryOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
