package dev.freehold.custody.orders;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Moves out of locked policies on PostgreSQL")
class MoveApprovalOnPostgresqlTest extends MoveApprovalContract {
  MoveApprovalOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
