package dev.freehold.custody.recovery;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Recovery on SQLite")
class RecoveryOnSqliteTest extends RecoveryContract {
  RecoveryOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
