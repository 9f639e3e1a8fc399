package dev.freehold.server.api;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Over the REST API, on SQLite,")
class PolicyLifeOnSqliteTest extends PolicyLifeContract {

  @Override
  Dialect dialect() {
    return Dialect.SQLITE;
  }
}
