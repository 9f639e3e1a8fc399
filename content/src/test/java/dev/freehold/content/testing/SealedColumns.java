package dev.freehold.content.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.seals.SealedKind;
import dev.freehold.persistence.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the tables of sealed rows have for columns. */
public final class SealedColumns {

  private SealedColumns() {}

  /**
   * Every column of the kinds' tables is sealed, or is said to decide nothing; a new one is
   * neither.
   *
   * @param decideNothing columns by table
   */
  public static void assertKnown(
      Database database, List<SealedKind> kinds, Map<String, Set<String>> decideNothing) {
    for (SealedKind kind : kinds) {
      Set<String> known = new HashSet<>(kind.decidingColumns());
      known.addAll(kind.keyColumns());
      known.addAll(Set.of("seal", "tenant_id"));
      known.addAll(decideNothing.get(kind.table()));
      assertThat(known).containsAll(columns(database, kind.table()));
    }
  }

  private static List<String> columns(Database database, String table) {
    return database.read(
        tx -> {
          List<String> names = new ArrayList<>();
          try (ResultSet columns =
              tx.getConnection().getMetaData().getColumns(null, null, table, null)) {
            while (columns.next()) {
              names.add(columns.getString("COLUMN_NAME"));
            }
          } catch (SQLException failure) {
            throw new IllegalStateException(failure);
          }
          assertThat(names).isNotEmpty();
          return names;
        });
  }
}
