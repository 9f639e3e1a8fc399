package dev.freehold.custody.owners;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Owner keys on PostgreSQL")
class OwnerKeysOnPostgresqlTest extends OwnerKeysContract {

  OwnerKeysOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
