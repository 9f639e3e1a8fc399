package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class PolicyPreviewOnPostgresqlTest extends PolicyPreviewContract {

  PolicyPreviewOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
