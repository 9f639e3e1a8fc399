package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class ObjectStoreOnPostgresqlTest extends ObjectStoreContract {

  ObjectStoreOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
