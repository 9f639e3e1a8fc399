package dev.freehold.custody.moves;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The service-managed default on PostgreSQL")
class ServiceManagedOnPostgresqlTest extends ServiceManagedContract {
  ServiceManagedOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
