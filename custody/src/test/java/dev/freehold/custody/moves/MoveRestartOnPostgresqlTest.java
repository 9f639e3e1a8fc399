package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Moves that are taken up again on PostgreSQL")
class MoveRestartOnPostgresqlTest extends MoveRestartContract {
  MoveRestartOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
