package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class OwnerFreeingOnSqliteTest extends OwnerFreeingContract {

  OwnerFreeingOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
