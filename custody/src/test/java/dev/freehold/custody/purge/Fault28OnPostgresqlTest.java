package dev.freehold.custody.purge;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Purges and legal holds, on PostgreSQL")
class Fault28OnPostgresqlTest extends Fault28Contract {
  Fault28OnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
