package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The service-managed default on SQLite")
class ServiceManagedOnSqliteTest extends ServiceManagedContract {
  ServiceManagedOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
