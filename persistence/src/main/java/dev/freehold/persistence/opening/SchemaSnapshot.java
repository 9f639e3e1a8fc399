package dev.freehold.persistence.opening;

import java.util.List;

/**
 * The tables that a database has now.
 *
 * @param tables all tables but those of the database system itself, by name
 * @param bytes how large the database is, with indexes but without its log
 */
public record SchemaSnapshot(List<Table> tables, long bytes) {

  /** Copies the list. */
  public SchemaSnapshot {
    tables = List.copyOf(tables);
  }

  /**
   * One table.
   *
   * @param name its name; on PostgreSQL prefixed with its schema if that is not the first one of
   *     the search path
   * @param columns the names of its columns, generated ones too
   * @param hasRows whether it has any row
   */
  public record Table(String name, List<String> columns, boolean hasRows) {
    /** Copies the list. */
    public Table {
      columns = List.copyOf(columns);
    }
  }
}
