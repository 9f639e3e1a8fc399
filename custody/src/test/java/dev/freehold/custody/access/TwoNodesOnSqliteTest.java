package dev.freehold.custody.access;

import dev.freehold.persistence.Dialect;

class TwoNodesOnSqliteTest extends TwoNodesContract {

  TwoNodesOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
