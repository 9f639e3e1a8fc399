package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The life of policies on PostgreSQL")
class PolicyLifeOnPostgresqlTest extends PolicyLifeContract {
  PolicyLifeOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
