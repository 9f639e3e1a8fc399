package dev.freehold.custody.nodes;

import dev.freehold.persistence.Dialect;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Nodes, on PostgreSQL")
class NodesOnPostgresqlTest extends NodesContract {
  NodesOnPostgresqlTest() {
    super(Dialect.POSTGRESQL);
  }
}
