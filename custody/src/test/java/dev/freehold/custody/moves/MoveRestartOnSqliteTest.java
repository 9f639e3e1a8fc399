package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Moves that are taken up again on SQLite")
class MoveRestartOnSqliteTest extends MoveRestartContract {
  MoveRestartOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
