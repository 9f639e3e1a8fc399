package dev.freehold.custody.owners;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Owner keys on SQLite")
class OwnerKeysOnSqliteTest extends OwnerKeysContract {

  OwnerKeysOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
