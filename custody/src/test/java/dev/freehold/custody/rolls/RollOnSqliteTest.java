package dev.freehold.custody.rolls;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Rolls on SQLite")
class RollOnSqliteTest extends RollContract {
  RollOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
