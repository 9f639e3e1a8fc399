package dev.freehold.custody.purge;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A policy to be purged on SQLite")
class PurgedPolicyOnSqliteTest extends PurgedPolicyContract {
  PurgedPolicyOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
