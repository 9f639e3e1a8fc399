package dev.freehold.custody.purge;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Purges and legal holds, on SQLite")
class Fault28OnSqliteTest extends Fault28Contract {
  Fault28OnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
