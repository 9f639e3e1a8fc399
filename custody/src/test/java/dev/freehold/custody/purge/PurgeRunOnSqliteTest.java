package dev.freehold.custody.purge;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;

@DisplayName("The run of a purge on SQLite")
@Order(1)
class PurgeRunOnSqliteTest extends PurgeRunContract {
  PurgeRunOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
