package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class CorruptObjectsOnPostgresqlTest extends CorruptObjectsContract {

  CorruptObjectsOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
