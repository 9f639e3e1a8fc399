package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class SwappedRowsOnPostgresqlTest extends SwappedRowsContract {

  SwappedRowsOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
