package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class ObjectStoreOnSqliteTest extends ObjectStoreContract {

  ObjectStoreOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
