package dev.freehold.custody.policies;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Policies on PostgreSQL")
class PoliciesOnPostgresqlTest extends PoliciesContract {

  PoliciesOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
