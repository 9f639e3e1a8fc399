package dev.freehold.custody.reseal;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Leftovers on SQLite")
class LeftoversOnSqliteTest extends LeftoversContract {
  LeftoversOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
