package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class SwappedRowsOnSqliteTest extends SwappedRowsContract {

  SwappedRowsOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
