package dev.freehold.custody.lockbox;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Customer Lockbox on SQLite")
class LockboxOnSqliteTest extends LockboxContract {
  LockboxOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
