package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Forged jobs on SQLite")
class ForgedJobsOnSqliteTest extends ForgedJobsContract {
  ForgedJobsOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
