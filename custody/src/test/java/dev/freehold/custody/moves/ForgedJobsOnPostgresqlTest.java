package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Forged jobs on PostgreSQL")
class ForgedJobsOnPostgresqlTest extends ForgedJobsContract {
  ForgedJobsOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
