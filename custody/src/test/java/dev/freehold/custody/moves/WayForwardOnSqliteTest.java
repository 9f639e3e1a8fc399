package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Ways forward on SQLite")
class WayForwardOnSqliteTest extends WayForwardContract {
  WayForwardOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
