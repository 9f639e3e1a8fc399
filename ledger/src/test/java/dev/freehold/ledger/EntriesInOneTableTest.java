package dev.freehold.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Why there is no script that cuts {@code ledger_entry}: PostgreSQL wants what a table is cut by in
 * everything unique, and what is unique in entries has no column in common.
 */
@DisplayName("The table of entries")
class EntriesInOneTableTest {

  private static final List<String> UNIQUE =
      List.of(
          "ALTER TABLE cut ADD PRIMARY KEY (sequence)",
          "CREATE UNIQUE INDEX ON cut (tenant_id, log_index)");

  @TempDir private Path folder;

  @Test
  @DisplayName("has two unique indexes, with no column in both")
  void unique() {
    try (Database database = TestDatabases.open(Dialect.POSTGRESQL, folder, Ledger.MIGRATIONS)) {
      List<String> unique =
          database.read(
              tx ->
                  tx.createQuery(
                          """
                          SELECT pg_get_indexdef(indexrelid) FROM pg_index
                          WHERE indrelid = CAST('ledger_entry' AS regclass) AND indisunique
                          ORDER BY 1\
                          """)
                      .mapTo(String.class)
                      .list());
      assertThat(unique).hasSize(2);
      assertThat(unique.getFirst()).endsWith("USING btree (tenant_id, log_index)");
      assertThat(unique.getLast()).endsWith("USING btree (sequence)");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HASH (tenant_id)",
        "HASH (sequence)",
        "RANGE (sequence)",
        "HASH (tenant_id, sequence)",
        "RANGE (recorded_at)"
      })
  @DisplayName("does not keep both if it is cut, by whatever column")
  void cut(String by) {
    try (Database database = TestDatabases.open(Dialect.POSTGRESQL, folder, Ledger.MIGRATIONS)) {
      List<String> refused = new ArrayList<>(UNIQUE);
      refused.removeIf(index -> isAllowed(database, by, index));
      assertThat(refused).isNotEmpty();
      for (String index : refused) {
        assertThatThrownBy(() -> create(database, by, index))
            .hasStackTraceContaining("on partitioned table must include all partitioning columns");
      }
    }
  }

  private static boolean isAllowed(Database database, String by, String index) {
    try {
      create(database, by, index);
      database.write(tx -> tx.execute("DROP TABLE cut"));
      return true;
    } catch (RuntimeException refused) {
      return false;
    }
  }

  private static void create(Database database, String by, String index) {
    database.write(
        tx -> {
          tx.execute("CREATE TABLE cut (LIKE ledger_entry) PARTITION BY " + by);
          return tx.execute(index);
        });
  }
}
