package dev.freehold.persistence.testing;

import dev.freehold.persistence.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** A table of PostgreSQL, which an operator's script cuts into partitions. */
public record CutTable(Database database, String name) {

  /** Runs the script of {@code docs/operate/partitions}. */
  public void cut() {
    Path script =
        Path.of(System.getProperty("freehold.root"), "docs/operate/partitions", name + ".sql");
    database.write(
        tx -> {
          try (Statement statement = tx.getConnection().createStatement()) {
            return statement.execute(Files.readString(script));
          } catch (SQLException | IOException failed) {
            throw new IllegalStateException("the script failed: " + script, failed);
          }
        });
  }

  /** Its columns, constraints and indexes, without what partitions cannot have: what is unique. */
  public List<String> shape() {
    return database.read(
        tx ->
            tx.createQuery(
                    """
                    SELECT concat_ws(' ', column_name, data_type, character_maximum_length,
                      is_nullable, column_default)
                    FROM information_schema.columns
                    WHERE table_schema = current_schema() AND table_name = :name
                    UNION ALL
                    SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
                    WHERE contype <> 'n' AND :name IN
                      (CAST(conrelid::regclass AS TEXT), CAST(confrelid::regclass AS TEXT))
                    UNION ALL
                    SELECT replace(replace(indexdef, 'UNIQUE ', ''), 'ON ONLY', 'ON')
                    FROM pg_indexes WHERE schemaname = current_schema() AND tablename = :name
                    ORDER BY 1\
                    """)
                .bind("name", name)
                .mapTo(String.class)
                .list());
  }

  /** Which partitions what is done reads, by an index or without, by the server's count. */
  public Set<String> asked(Consumer<Handle> work) {
    return database.write(
        tx -> {
          // What an earlier transaction of the connection did may be in the count, too.
          Map<String, Long> before = scans(tx);
          work.accept(tx);
          return scans(tx).entrySet().stream()
              .filter(scans -> scans.getValue() > before.get(scans.getKey()))
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet());
        });
  }

  private Map<String, Long> scans(Handle tx) {
    Map<String, Long> scans = new HashMap<>();
    tx.createQuery(
            """
            SELECT s.relname, COALESCE(s.idx_scan, 0) + COALESCE(s.seq_scan, 0)
            FROM pg_stat_xact_user_tables s JOIN pg_inherits i ON i.inhrelid = s.relid
            WHERE i.inhparent = CAST(:name AS regclass)\
            """)
        .bind("name", name)
        .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(partition -> scans.put(partition.getKey(), partition.getValue()));
    return scans;
  }

  /** Which partitions have rows. */
  public Set<String> filled() {
    return database.read(
        tx ->
            tx.createQuery("SELECT DISTINCT CAST(tableoid::regclass AS TEXT) FROM <name>")
                .define("name", name)
                .mapTo(String.class)
                .set());
  }
}
