package dev.freehold.content.store;

import dev.freehold.persistence.Dialect;

class HinderedResealOnSqliteTest extends HinderedResealContract {

  HinderedResealOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
