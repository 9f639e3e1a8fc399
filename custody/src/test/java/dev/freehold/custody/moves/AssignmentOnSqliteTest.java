package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Assignments on SQLite")
class AssignmentOnSqliteTest extends AssignmentContract {
  AssignmentOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
