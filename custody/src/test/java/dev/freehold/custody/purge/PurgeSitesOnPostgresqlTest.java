package dev.freehold.custody.purge;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The purge of sites on PostgreSQL")
class PurgeSitesOnPostgresqlTest extends PurgeSitesContract {
  PurgeSitesOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
