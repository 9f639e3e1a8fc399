package dev.freehold.custody.owners;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Sites that end, on SQLite")
class OwnerRemovalOnSqliteTest extends OwnerRemovalContract {
  OwnerRemovalOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
