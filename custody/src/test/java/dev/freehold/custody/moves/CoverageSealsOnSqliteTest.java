package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("What covers mailboxes and sites, on SQLite")
class CoverageSealsOnSqliteTest extends CoverageSealsContract {
  CoverageSealsOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
