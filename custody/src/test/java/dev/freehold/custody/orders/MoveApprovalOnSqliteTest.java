package dev.freehold.custody.orders;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Moves out of locked policies on SQLite")
class MoveApprovalOnSqliteTest extends MoveApprovalContract {
  MoveApprovalOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
