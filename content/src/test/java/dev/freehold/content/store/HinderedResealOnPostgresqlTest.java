package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class HinderedResealOnPostgresqlTest extends HinderedResealContract {

  HinderedResealOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
