package dev.freehold.server.api;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;

@DisplayName("Over the REST API, on PostgreSQL,")
@Order(1)
class PolicyLifeOnPostgresqlTest extends PolicyLifeContract {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
