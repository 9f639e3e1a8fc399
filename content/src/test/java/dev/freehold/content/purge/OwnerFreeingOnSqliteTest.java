package dev.freehold.content.purge;

import dev.freehold.persistence.Dialect;

class OwnerFreeingOnSqliteTest extends OwnerFreeingContract {

  OwnerFreeingOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
