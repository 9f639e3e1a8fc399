package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Geos on PostgreSQL")
class GeoOnPostgresqlTest extends GeoContract {
  GeoOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
