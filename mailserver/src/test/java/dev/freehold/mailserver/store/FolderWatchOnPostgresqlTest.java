package dev.freehold.mailserver.store;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("On PostgreSQL: A session that has a folder open")
class FolderWatchOnPostgresqlTest extends FolderWatchTest {

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }
}
