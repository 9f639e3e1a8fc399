package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A lost database on SQLite")
class LostDatabaseOnSqliteTest extends LostDatabaseContract {
  LostDatabaseOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
