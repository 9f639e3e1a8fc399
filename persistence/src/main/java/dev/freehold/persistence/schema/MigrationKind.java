package dev.freehold.persistence.schema;

/**
 * What a migration means for programs that do not know it. Each kind has a folder {@code
 * db/<kind>/<module>} on the class path, and a table in which it is recorded.
 *
 * <p>A program runs the first release's migrations, then expansions, then contractions. So an
 * expansion does not build on a contraction.
 */
enum MigrationKind {
  /** Part of the first release that can be upgraded node by node; there come no more of them. */
  RELEASED("migration", MigrationKind.HISTORY),

  /**
   * Adds to the tables so that older programs go on. It is recorded where those do not look, so
   * that they start, too.
   */
  EXPANSION("expansion", "schema_expansions"),

  /**
   * Takes away what no program needs any more that knows a certain earlier change, see {@link
   * Needs}. Older programs find it in their history, and refuse.
   */
  CONTRACTION("contraction", MigrationKind.HISTORY);

  static final String HISTORY = "schema_history";

  private final String folder;
  private final String table;

  MigrationKind(String folder, String table) {
    this.folder = folder;
    this.table = table;
  }

  String folder() {
    return folder;
  }

  String table() {
    return table;
  }
}
