package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Assignments on PostgreSQL")
class AssignmentOnPostgresqlTest extends AssignmentContract {
  AssignmentOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
