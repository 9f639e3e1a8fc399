package dev.freehold.custody.access;

import dev.freehold.persistence.Dialect;

class TwoNodesOnPostgresqlTest extends TwoNodesContract {

  TwoNodesOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
