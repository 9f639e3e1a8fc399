package dev.freehold.custody.purge;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("What a purge needs on SQLite")
class PurgeCaseOnSqliteTest extends PurgeCaseContract {
  PurgeCaseOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
