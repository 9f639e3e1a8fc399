package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Orders during a move on SQLite")
class OrdersDuringMoveOnSqliteTest extends OrdersDuringMoveContract {
  OrdersDuringMoveOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
