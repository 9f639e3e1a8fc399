package dev.freehold.custody.nodes;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Nodes, on SQLite")
class NodesOnSqliteTest extends NodesContract {
  NodesOnSqliteTest() {
    super(Dialect.SQLITE);
  }
}
