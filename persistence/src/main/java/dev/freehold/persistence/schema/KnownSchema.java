package dev.freehold.persistence.schema;

import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Which changes of a database's tables this program knows. Immutable.
 *
 * @param level the number of the newest expansion or contraction; 0 without any
 * @param recorded the numbers of those that are recorded where every program looks
 */
public record KnownSchema(long level, Set<String> recorded) {

  /** Of a database whose tables this program does not change, and does not judge. */
  public static final KnownSchema NOTHING = new KnownSchema(0, Set.of());

  /** So many rows are looked at; the history has one for each migration. */
  private static final int MAX_ROWS = 10_000;

  private static final int MAX_SHOWN_CHARS = 20;

  /** Keeps a copy. */
  public KnownSchema {
    recorded = Set.copyOf(recorded);
  }

  /**
   * The refusal, if a newer program has made a change that this one cannot work with.
   *
   * @param tx of the database
   */
  public Optional<PersistenceException> refusal(Handle tx) {
    return recorded.isEmpty()
        ? Optional.empty()
        : rows(tx).stream().filter(this::ends).findFirst().map(row -> tooNew(row.version));
  }

  private static List<Row> rows(Handle tx) {
    return tx.createQuery(
            """
            SELECT version, description FROM schema_history
            WHERE version IS NOT NULL ORDER BY installed_rank DESC LIMIT :max\
            """)
        .bind("max", MAX_ROWS)
        .mapTo(Row.class)
        .list();
  }

  private boolean ends(Row row) {
    return ends(row.version, row.description);
  }

  /** Whether this program cannot work with tables on which a migration has run. */
  boolean ends(String version, String description) {
    return !recorded.contains(version)
        && Needs.of(description).filter(needs -> needs.isMetBy(level)).isEmpty();
  }

  /** Whoever can write the row can write anything there. */
  static PersistenceException tooNew(String version) {
    String shown = version.substring(0, Math.min(version.length(), MAX_SHOWN_CHARS));
    return new PersistenceException(
        PersistenceError.SCHEMA_TOO_NEW,
        "migration %s ran here, and this program is too old to work with it; use the newer program"
            .formatted(shown.replaceAll("[^0-9.]", "?")),
        null);
  }

  /** A row of the history. */
  record Row(String version, String description) {}
}
