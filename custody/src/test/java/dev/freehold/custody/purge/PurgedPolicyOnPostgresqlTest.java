package dev.freehold.custody.purge;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("A policy to be purged on PostgreSQL")
class PurgedPolicyOnPostgresqlTest extends PurgedPolicyContract {
  PurgedPolicyOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
