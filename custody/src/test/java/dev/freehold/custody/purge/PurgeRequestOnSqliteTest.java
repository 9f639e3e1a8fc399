package dev.freehold.custody.purge;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Requests to purge on SQLite")
class PurgeRequestOnSqliteTest extends PurgeRequestContract {
  PurgeRequestOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
