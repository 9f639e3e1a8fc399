package dev.freehold.custody.checks;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Cross-check on SQLite")
class CrossCheckOnSqliteTest extends CrossCheckContract {
  CrossCheckOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
