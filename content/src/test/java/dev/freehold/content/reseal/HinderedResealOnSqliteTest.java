package dev.freehold.content.reseal;

import dev.freehold.persistence.Dialect;

class HinderedResealOnSqliteTest extends HinderedResealContract {

  HinderedResealOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
