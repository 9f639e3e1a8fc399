package dev.freehold.custody.history;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Histories on PostgreSQL")
class HistoryOnPostgresqlTest extends HistoryContract {
  HistoryOnPostgresqlTest() {
    super(Dialect.POSTGRESQL, 1, Run.STEPS / 3);
  }
}
