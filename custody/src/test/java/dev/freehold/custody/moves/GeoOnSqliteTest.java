package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Geos on SQLite")
class GeoOnSqliteTest extends GeoContract {
  GeoOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
