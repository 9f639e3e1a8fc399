package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Orders during a move on PostgreSQL")
class OrdersDuringMoveOnPostgresqlTest extends OrdersDuringMoveContract {
  OrdersDuringMoveOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
