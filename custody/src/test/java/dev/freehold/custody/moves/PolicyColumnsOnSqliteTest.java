package dev.freehold.custody.moves;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyMigrations;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.opening.Databases;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyColumnsOnSqliteTest {

  @TempDir Path folder;

  static List<String> statements() {
    return List.of(
        PolicyColumnsOnSqlite.WRAPS,
        PolicyColumnsOnSqlite.ORDERS,
        PolicyColumnsOnSqlite.ORDERS_WITH_KEYS);
  }

  @ParameterizedTest
  @MethodSource("statements")
  @DisplayName("A statement for many rows finds each by its id, not among all of its policy")
  void byId(String sql) {
    try (Database database =
        Databases.open(
            new DatabaseSettings.Sqlite(folder.resolve("main.db")),
            List.of(Ledger.MIGRATIONS, CustodyMigrations.CUSTODY))) {
      List<String> plan =
          database.read(
              tx ->
                  tx.createQuery("EXPLAIN QUERY PLAN " + sql.replaceAll("[?][0-9]", "NULL"))
                      .map((row, _) -> row.getString("detail"))
                      .list());
      assertThat(plan.getFirst()).contains("moved");
      assertThat(plan.subList(1, plan.size()))
          .filteredOn(step -> !step.startsWith("CORRELATED"))
          .isNotEmpty()
          .allMatch(step -> step.startsWith("SEARCH") && step.endsWith("(id=?)"));
    }
  }
}
