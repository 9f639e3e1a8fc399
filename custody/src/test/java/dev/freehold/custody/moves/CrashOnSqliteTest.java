package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Crashes on SQLite")
class CrashOnSqliteTest extends CrashContract {
  CrashOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
