package dev.freehold.vault.seals;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.Order;

@Order(1)
class OlderStatesOnSqliteTest extends OlderStatesContract {

  @Override
  Dialect dialect() {
    return Dialect.SQLITE;
  }
}
