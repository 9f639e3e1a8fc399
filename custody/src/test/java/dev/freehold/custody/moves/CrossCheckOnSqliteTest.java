package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Cross-check on SQLite")
class CrossCheckOnSqliteTest extends CrossCheckContract {
  CrossCheckOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
