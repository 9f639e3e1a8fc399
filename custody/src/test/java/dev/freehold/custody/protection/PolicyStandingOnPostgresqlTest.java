package dev.freehold.custody.protection;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("How policies stand on PostgreSQL")
class PolicyStandingOnPostgresqlTest extends PolicyStandingContract {
  PolicyStandingOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
