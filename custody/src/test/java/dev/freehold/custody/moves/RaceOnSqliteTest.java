package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Orders that meet on SQLite")
class RaceOnSqliteTest extends RaceContract {
  RaceOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
