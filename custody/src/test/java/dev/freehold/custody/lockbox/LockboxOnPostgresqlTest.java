package dev.freehold.custody.lockbox;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Customer Lockbox on PostgreSQL")
class LockboxOnPostgresqlTest extends LockboxContract {
  LockboxOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
