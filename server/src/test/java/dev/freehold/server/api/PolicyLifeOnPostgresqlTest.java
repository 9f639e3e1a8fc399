package dev.freehold.server.api;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Over the REST API, on PostgreSQL,")
class PolicyLifeOnPostgresqlTest extends PolicyLifeContract {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
