package dev.freehold.custody.protection;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("How policies stand on SQLite")
class PolicyStandingOnSqliteTest extends PolicyStandingContract {
  PolicyStandingOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
