package dev.freehold.custody.reseal;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Hindered content on PostgreSQL")
class HinderedContentOnPostgresqlTest extends HinderedContentContract {
  HinderedContentOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
