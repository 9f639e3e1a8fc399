package dev.freehold.vault.seals;

import org.junit.jupiter.api.Order;

import dev.freehold.persistence.Dialect;

@Order(1)
class OlderStatesOnSqliteTest extends OlderStatesContract {

  @Override
  Dialect dialect() {
    return Dialect.SQLITE;
  }
}
