package dev.freehold.custody.purge;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The purge of sites on SQLite")
class PurgeSitesOnSqliteTest extends PurgeSitesContract {
  PurgeSitesOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
