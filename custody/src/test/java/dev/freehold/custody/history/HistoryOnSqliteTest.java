package dev.freehold.custody.history;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Histories on SQLite")
class HistoryOnSqliteTest extends HistoryContract {
  HistoryOnSqliteTest() {
    super(Dialect.SQLITE, 4, Run.STEPS);
  }
}
