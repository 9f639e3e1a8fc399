package dev.freehold.vault.testing;

import dev.freehold.persistence.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What somebody kept of some tables who can write the database, to put it back later. */
public final class TableCopy {

  private final Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();

  private TableCopy() {}

  /**
   * Copies tables.
   *
   * @param tables in the order in which rows can be put in
   */
  public static TableCopy of(Database database, List<String> tables) {
    TableCopy copy = new TableCopy();
    database.read(
        tx -> {
          tables.forEach(
              table ->
                  copy.rows.put(table, tx.createQuery("SELECT * FROM " + table).mapToMap().list()));
          return null;
        });
    return copy;
  }

  /** What was kept elsewhere, in the same order of tables. */
  public static TableCopy ofRows(Map<String, List<Map<String, Object>>> rows) {
    TableCopy copy = new TableCopy();
    copy.rows.putAll(rows);
    return copy;
  }

  /** The rows by table. */
  public Map<String, List<Map<String, Object>>> rows() {
    return Collections.unmodifiableMap(rows);
  }

  /** Puts all back as it was. */
  public void putBack(Database database) {
    database.write(
        tx -> {
          List<String> tables = new ArrayList<>(rows.keySet());
          Collections.reverse(tables);
          tables.forEach(table -> tx.createUpdate("DELETE FROM " + table).execute());
          rows.forEach((table, all) -> insert(tx, table, all));
          return null;
        });
  }

  private static void insert(Handle tx, String table, List<Map<String, Object>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    String columns = String.join(", ", rows.getFirst().keySet());
    String values =
        rows.getFirst().keySet().stream().map(name -> ":" + name).collect(Collectors.joining(", "));
    PreparedBatch batch =
        tx.prepareBatch("INSERT INTO %s (%s) VALUES (%s)".formatted(table, columns, values));
    rows.forEach(row -> batch.bindMap(row).add());
    batch.execute();
  }
}
