package dev.freehold.custody.owners;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Sites that end, on PostgreSQL")
class OwnerRemovalOnPostgresqlTest extends OwnerRemovalContract {
  OwnerRemovalOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
