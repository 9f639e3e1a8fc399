package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Moves of all mailboxes on PostgreSQL")
class AssignAllOnPostgresqlTest extends AssignAllContract {
  AssignAllOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
