package dev.freehold.content.reseal;

import dev.freehold.persistence.Dialect;

class HinderedResealOnPostgresqlTest extends HinderedResealContract {

  HinderedResealOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
