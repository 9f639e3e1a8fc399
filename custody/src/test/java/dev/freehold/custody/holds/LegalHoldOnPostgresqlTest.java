package dev.freehold.custody.holds;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Legal holds, on PostgreSQL")
class LegalHoldOnPostgresqlTest extends LegalHoldContract {
  LegalHoldOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
