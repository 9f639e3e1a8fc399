package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class CorruptObjectsOnSqliteTest extends CorruptObjectsContract {

  CorruptObjectsOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
