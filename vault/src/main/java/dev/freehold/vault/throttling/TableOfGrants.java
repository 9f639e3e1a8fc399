package dev.freehold.vault.throttling;

import dev.freehold.persistence.Database;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/**
 * Grants from a table of PostgreSQL that all nodes have. Intervals begin and end by the database's
 * clock. There is a row for each vault and subscription that was lately used beyond what nodes do
 * without asking.
 */
final class TableOfGrants implements Grants {

  /** After how many questions of this node rows are deleted whose interval is over. */
  private static final int CLEAN_EVERY = 500;

  private static final String NOW = "CAST(EXTRACT(EPOCH FROM NOW()) * 1000 AS BIGINT)";

  /**
   * Ends that are too far away come from a server whose clock was ahead, or from nobody of ours; a
   * row of them would keep a vault at its limit till then. One interval more is allowed for those
   * who waited for the row since before it began.
   */
  private static final String OVER =
      "(vault_grants.ends_at <= " + NOW + " OR vault_grants.ends_at > " + NOW + " + 2 * :interval)";

  private final Database database;
  private final Duration interval;
  private final AtomicLong asked = new AtomicLong();

  TableOfGrants(Database database, Duration interval) {
    this.database = database;
    this.interval = interval;
  }

  @Override
  public Grant ask(String name, long least, long wish, long limit) {
    return database.write(
        tx -> {
          if (asked.incrementAndGet() % CLEAN_EVERY == 0) {
            clean(tx);
          }
          OptionalLong left = take(tx, name, wish, limit);
          if (left.isPresent()) {
            return granted(wish, left.getAsLong());
          }
          left = wish > least ? take(tx, name, least, limit) : left;
          return left.isPresent() ? granted(least, left.getAsLong()) : granted(0, leftOf(tx, name));
        });
  }

  /** Milliseconds until the interval ends; empty if so much is not left in it. */
  private OptionalLong take(Handle tx, String name, long amount, long limit) {
    return tx.createQuery(
            """
            INSERT INTO vault_grants (name, granted, ends_at)
            VALUES (:name, :amount, <now> + :interval)
            ON CONFLICT (name) DO UPDATE SET
              granted = CASE WHEN <over> THEN :amount
                ELSE GREATEST(vault_grants.granted, 0) + :amount END,
              ends_at = CASE WHEN <over> THEN <now> + :interval ELSE vault_grants.ends_at END
            WHERE <over> OR vault_grants.granted <= :limit - :amount
            RETURNING ends_at - <now>\
            """)
        .define("now", NOW)
        .define("over", OVER)
        .bind("name", name)
        .bind("amount", amount)
        .bind("interval", interval.toMillis())
        .bind("limit", limit)
        .mapTo(Long.class)
        .findOne()
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  private static long leftOf(Handle tx, String name) {
    return tx.createQuery("SELECT ends_at - <now> FROM vault_grants WHERE name = :name")
        .define("now", NOW)
        .bind("name", name)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  /** Who waited for a row has an earlier idea of now than the one who began the interval. */
  private Grant granted(long amount, long leftMillis) {
    return new Grant(amount, Duration.ofMillis(Math.clamp(leftMillis, 0, interval.toMillis())));
  }

  /** Leaves out rows that somebody else is about to use: both would wait for each other. */
  private void clean(Handle tx) {
    tx.createUpdate(
            """
            DELETE FROM vault_grants WHERE name IN
              (SELECT name FROM vault_grants WHERE <over> FOR UPDATE SKIP LOCKED)\
            """)
        .define("over", OVER)
        .bind("interval", interval.toMillis())
        .execute();
  }
}
