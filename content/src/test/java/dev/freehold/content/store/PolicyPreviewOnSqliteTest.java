package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class PolicyPreviewOnSqliteTest extends PolicyPreviewContract {

  PolicyPreviewOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
