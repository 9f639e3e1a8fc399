package dev.freehold.custody.holds;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Legal holds, on SQLite")
class LegalHoldOnSqliteTest extends LegalHoldContract {
  LegalHoldOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
