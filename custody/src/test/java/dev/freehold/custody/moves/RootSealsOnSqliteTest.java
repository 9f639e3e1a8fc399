package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Where roots are, on SQLite")
class RootSealsOnSqliteTest extends RootSealsContract {
  RootSealsOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
