package dev.freehold.custody.passwords;

import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Counts attempts within a window, each towards several bounds. An attempt is counted before it is
 * made and given back if it was right, so that many at once cannot exceed a bound. Thread-safe.
 */
public interface AttemptCounts {

  /**
   * What an attempt counts towards.
   *
   * @param kind keeps the keys of one bound apart from those of others
   * @param max how many attempts there may be in a window
   * @param key who or where
   */
  record Bound(String kind, int max, String key) {}

  /** Takes an attempt from all bounds if and only if each has one left; else from none. */
  boolean take(List<Bound> bounds);

  /** Gives an attempt back that need not have been counted. */
  void giveBack(List<Bound> bounds);

  /** Remembers for {@code age} that an attempt of this kind was right at this place. */
  void succeeded(String kind, String place, Duration age);

  /** Whether that is remembered. */
  boolean hasSucceeded(String kind, String place);

  /**
   * Counts for all nodes of a database: in PostgreSQL, which several may have, in a table, else in
   * memory, because one process alone has an SQLite file.
   *
   * @param clock of that process; a table goes by the database's
   */
  static AttemptCounts of(Database database, Clock clock, Duration window) {
    return switch (database.dialect()) {
      case POSTGRESQL -> new SharedAttempts(database, window);
      case SQLITE -> new LocalAttempts(clock, window);
    };
  }
}
