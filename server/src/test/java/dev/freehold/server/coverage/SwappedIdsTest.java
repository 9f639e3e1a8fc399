package dev.freehold.server.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.persistence.DatabaseSettings;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.opening.Databases;
import dev.freehold.persistence.opening.SchemaReader;
import dev.freehold.persistence.opening.SchemaSnapshot;
import dev.freehold.persistence.testing.TestDatabases;
import dev.freehold.server.run.TableRules;
import dev.freehold.server.stores.Schemas;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Somebody exchanges ids in the databases of a running server: in every column of ids that the
 * schema has, whatever it leads to. Then everybody reads what is theirs.
 */
@DisplayName("Somebody who exchanges ids in the database")
@Order(1)
class SwappedIdsTest {

  private static final Protection ID = Protection.clear(Clear.IDS);

  @TempDir private Path folder;

  @Test
  @DisplayName("lets nobody read what belongs to something else, whichever column it is")
  void fault56_everyIdColumnOfTheSchema() throws Exception {
    Path data = folder.resolve("data");
    try (SwapWorld world = new SwapWorld(data)) {
      assertThat(world.readCold()).isEqualTo(world.contents());
      Set<String> tried = new TreeSet<>();
      try (Connection main = connect(data.resolve("freehold.db"));
          Connection availability = connect(data.resolve("availability.db"))) {
        tried.addAll(tryAll(world, main, main, ids(TableRules.main())));
        tried.addAll(tryAll(world, availability, main, ids(TableRules.availability())));
      }
      Set<String> untried = new TreeSet<>();
      for (List<TableRule> rules : List.of(TableRules.main(), TableRules.availability())) {
        ids(rules).forEach(column -> untried.add(column.toString()));
      }
      untried.removeAll(tried);
      untried.removeAll(LeadsToNoContent.reasons().keySet());
      assertThat(untried)
          .as("columns of ids without rows in this world; give rows, or a reason")
          .isEmpty();
    }
  }

  private static Set<String> tryAll(
      SwapWorld world, Connection attacker, Connection main, List<IdColumn> columns)
      throws SQLException {
    Set<String> tried = new TreeSet<>();
    Map<String, Set<Object>> byName = new HashMap<>();
    for (IdColumn column : columns) {
      byName
          .computeIfAbsent(column.column(), name -> new LinkedHashSet<>())
          .addAll(column.values(attacker).keySet());
    }
    for (IdColumn column : columns) {
      boolean isTried = false;
      for (IdColumn.Exchange exchange : column.exchanges(attacker, byName.get(column.column()))) {
        if (exchange.apply(attacker)) {
          isTried = true;
          try {
            assertNothingElseIsRead(world, exchange);
          } finally {
            exchange.undo(attacker);
            forgetDamage(main);
          }
        }
      }
      if (isTried) {
        tried.add(column.toString());
        assertWhole(world, column);
      }
    }
    return tried;
  }

  private static void assertNothingElseIsRead(SwapWorld world, IdColumn.Exchange exchange) {
    LeadsToNoContent.Within within = LeadsToNoContent.shown(exchange.column().toString());
    assertThat(world.readCold().entrySet())
        .as("what is read after an exchange of %s", exchange)
        .allMatch(read -> world.isRight(read.getKey(), read.getValue(), within));
  }

  /** What was put back leaves no trace; a policy that was locked by it opens again. */
  private static void assertWhole(SwapWorld world, IdColumn column) {
    Map<String, String> read = world.readCold();
    for (int again = 0; again < 5 && !read.equals(world.contents()); again++) {
      read = world.readCold();
    }
    assertThat(read).as("what is read after %s was put back", column).isEqualTo(world.contents());
  }

  /** Marks of damage are right as long as the exchange stands. */
  private static void forgetDamage(Connection main) throws SQLException {
    try (Statement statement = main.createStatement()) {
      statement.executeUpdate(
          "UPDATE content_objects SET damaged_at = NULL, damage_code = NULL"
              + " WHERE damaged_at IS NOT NULL");
    }
  }

  private static List<IdColumn> ids(List<TableRule> rules) {
    List<IdColumn> columns = new ArrayList<>();
    for (TableRule rule : rules) {
      rule.columns()
          .forEach(
              (column, protection) -> {
                if (protection.equals(ID)) {
                  columns.add(new IdColumn(rule.table(), column));
                }
              });
    }
    return columns;
  }

  private static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=10000");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("finds every one of them tried: what is called an id is one, on both databases")
  void everyIdIsKnownAsOne(Dialect dialect) {
    DatabaseSettings settings = TestDatabases.settings(dialect, folder);
    Databases.open(settings, Schemas.MAIN).close();
    Map<String, Set<String>> ids = new TreeMap<>();
    ids(TableRules.main())
        .forEach(id -> ids.computeIfAbsent(id.table(), table -> new TreeSet<>()).add(id.column()));
    List<String> missing = new ArrayList<>();
    for (SchemaSnapshot.Table table : SchemaReader.read(settings).tables()) {
      if (table.name().startsWith("ledger_")) {
        continue; // What is recorded, with a hash over all; it leads to nothing.
      }
      table.columns().stream()
          .filter(column -> column.equals("id") || column.endsWith("_id"))
          .filter(column -> !ids.getOrDefault(table.name(), Set.of()).contains(column))
          .forEach(column -> missing.add(table.name() + "." + column));
    }
    assertThat(missing).as("columns called ids that no rule calls so").isEmpty();
  }

  @Test
  @DisplayName("has no reason given for a column that is not there")
  void reasonsAreOfColumns() {
    Set<String> there = new TreeSet<>();
    for (List<TableRule> rules : List.of(TableRules.main(), TableRules.availability())) {
      rules.forEach(
          rule ->
              rule.columns().keySet().forEach(column -> there.add(rule.table() + "." + column)));
    }
    Set<String> reasons = new TreeSet<>(LeadsToNoContent.reasons().keySet());
    reasons.removeIf(column -> column.endsWith(".tenant_id"));
    assertThat(there).containsAll(reasons);
  }
}
