package dev.freehold.custody.policies;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Policies on SQLite")
class PoliciesOnSqliteTest extends PoliciesContract {

  PoliciesOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
