package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The life of policies on SQLite")
class PolicyLifeOnSqliteTest extends PolicyLifeContract {
  PolicyLifeOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
