package dev.freehold.custody.passwords;

import dev.freehold.crypto.Sha256;
import dev.freehold.persistence.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/**
 * Counts in a table of PostgreSQL that all nodes have, so that several allow no more than one. Rows
 * have hashes of names and networks, and are deleted when their time is over: there are those of
 * attempts within a window, and one for each place where somebody has signed in of late. If there
 * are too many of attempts, those with the fewest are forgotten, so that an attacker with many
 * names and networks cannot fill the database, nor make it forget those with many.
 */
final class SharedAttempts implements AttemptCounts {

  /** After how many attempts on this node rows are deleted whose time is over. */
  private static final int CLEAN_EVERY = 500;

  /** About 40 MB with its indexes. */
  private static final int MAX_ROWS = 200_000;

  private static final String SUCCESS = "success ";

  /** By the database's clock, because nodes' clocks differ. */
  private static final String NOW = "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

  /** What is over by the time of this very attempt is counted anew. */
  private static final String TAKE =
      """
      INSERT INTO sign_in_attempts AS known (key_hash, taken, ends_at)
      VALUES (:hash, 1, %s + :window)
      ON CONFLICT (key_hash) DO UPDATE SET
        taken = CASE WHEN known.ends_at <= excluded.ends_at - :window THEN 1
          ELSE known.taken + 1 END,
        ends_at = CASE WHEN known.ends_at <= excluded.ends_at - :window THEN excluded.ends_at
          ELSE known.ends_at END
      WHERE known.ends_at <= excluded.ends_at - :window OR known.taken < :max\
      """
          .formatted(NOW);

  private static final String CLEAN =
      """
      DELETE FROM sign_in_attempts WHERE key_hash IN
        (SELECT key_hash FROM sign_in_attempts WHERE ends_at <= %s FOR UPDATE SKIP LOCKED)\
      """
          .formatted(NOW);

  private static final String SUCCEEDED =
      """
      INSERT INTO sign_in_attempts (key_hash, taken, ends_at) VALUES (:hash, 0, %s + :age)
      ON CONFLICT (key_hash) DO UPDATE SET ends_at = excluded.ends_at\
      """
          .formatted(NOW);

  private static final String HAS_SUCCEEDED =
      "SELECT 1 FROM sign_in_attempts WHERE key_hash = :hash AND ends_at > %s".formatted(NOW);

  private final Database database;
  private final Duration window;
  private final int maxRows;
  private final AtomicLong taken = new AtomicLong();

  SharedAttempts(Database database, Duration window) {
    this(database, window, MAX_ROWS);
  }

  /** Keeps {@code maxRows} of attempts, and until it looks next those that nodes make meanwhile. */
  SharedAttempts(Database database, Duration window, int maxRows) {
    this.database = database;
    this.window = window;
    this.maxRows = maxRows;
  }

  /** One bound has nothing left; what was taken from the others is undone. */
  private static final class NothingLeftException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingLeftException() {
      super("no attempt is left", null, false, false);
    }
  }

  /** In one order on all nodes, so that none waits for one that waits for it. */
  private record Row(String hash, int max) {
    static List<Row> of(List<Bound> bounds) {
      return bounds.stream()
          .map(bound -> new Row(hashOf(bound.kind(), bound.key()), bound.max()))
          .sorted(Comparator.comparing(Row::hash))
          .toList();
    }
  }

  @Override
  public boolean take(List<Bound> bounds) {
    try {
      database.write(
          tx -> {
            Row.of(bounds).forEach(row -> take(tx, row));
            if (taken.incrementAndGet() % CLEAN_EVERY == 0) {
              clean(tx);
            }
            return bounds;
          });
      return true;
    } catch (NothingLeftException refused) {
      return false;
    }
  }

  private void take(Handle tx, Row row) {
    int changed =
        tx.createUpdate(TAKE)
            .bind("hash", row.hash())
            .bind("window", window.toMillis())
            .bind("max", row.max())
            .execute();
    if (changed == 0) {
      throw new NothingLeftException();
    }
  }

  /** Leaves out rows that somebody else is about to use: both would wait for each other. */
  private void clean(Handle tx) {
    tx.createUpdate(CLEAN).execute();
    long tooMany =
        tx.createQuery("SELECT COUNT(*) FROM sign_in_attempts WHERE taken > 0")
                .mapTo(Long.class)
                .one()
            - maxRows;
    if (tooMany > 0) {
      tx.createUpdate(
              """
              DELETE FROM sign_in_attempts WHERE key_hash IN
                (SELECT key_hash FROM sign_in_attempts WHERE taken > 0
                 ORDER BY taken, ends_at LIMIT :tooMany FOR UPDATE SKIP LOCKED)\
              """)
          .bind("tooMany", tooMany)
          .execute();
    }
  }

  @Override
  public void giveBack(List<Bound> bounds) {
    database.write(
        tx -> {
          for (Row row : Row.of(bounds)) {
            tx.createUpdate(
                    """
                    UPDATE sign_in_attempts SET taken = taken - 1
                    WHERE key_hash = :hash AND taken > 0\
                    """)
                .bind("hash", row.hash())
                .execute();
          }
          return bounds;
        });
  }

  @Override
  public void succeeded(String kind, String place, Duration age) {
    database.write(
        tx ->
            tx.createUpdate(SUCCEEDED)
                .bind("hash", hashOf(SUCCESS + kind, place))
                .bind("age", age.toMillis())
                .execute());
  }

  @Override
  public boolean hasSucceeded(String kind, String place) {
    return database
        .read(
            tx ->
                tx.createQuery(HAS_SUCCEEDED)
                    .bind("hash", hashOf(SUCCESS + kind, place))
                    .mapTo(Integer.class)
                    .findOne())
        .isPresent();
  }

  private static String hashOf(String kind, String key) {
    MessageDigest hash = Sha256.digest();
    hash.update(kind.getBytes(StandardCharsets.UTF_8));
    hash.update((byte) 0);
    hash.update(key.getBytes(StandardCharsets.UTF_8));
    return Sha256.hex(hash);
  }
}
