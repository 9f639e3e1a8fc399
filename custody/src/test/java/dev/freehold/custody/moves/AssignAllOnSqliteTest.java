package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Moves of all mailboxes on SQLite")
class AssignAllOnSqliteTest extends AssignAllContract {
  AssignAllOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
