package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Rolls on SQLite")
class RollOnSqliteTest extends RollContract {
  RollOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
