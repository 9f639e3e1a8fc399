package dev.freehold.custody.reseal;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Hindered content on SQLite")
class HinderedContentOnSqliteTest extends HinderedContentContract {
  HinderedContentOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
