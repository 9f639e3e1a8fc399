package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;

@DisplayName("The life of policies on PostgreSQL")
@Order(1)
class PolicyLifeOnPostgresqlTest extends PolicyLifeContract {
  PolicyLifeOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
