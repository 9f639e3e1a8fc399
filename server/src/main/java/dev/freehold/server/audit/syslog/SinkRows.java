package dev.freehold.server.audit.syslog;

import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.UUID;

/** How far a sink is and which node sends, in the database that has the ledger. Thread-safe. */
final class SinkRows {

  private final Database database;
  private final Clock clock;
  private final String name;
  private final UUID node;

  SinkRows(Database database, Clock clock, String name, UUID node) {
    this.database = database;
    this.clock = clock;
    this.name = name;
    this.node = node;
  }

  /** The sequence up to which every record is known to have been read by the collector. */
  long confirmed() {
    return database.read(
        tx ->
            tx.createQuery("SELECT confirmed_sequence FROM audit_sinks WHERE name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
  }

  /**
   * Makes this node the one that sends, or goes on being it.
   *
   * @return false if another node sends
   */
  boolean hold() {
    long now = clock.millis();
    long leaseMillis = SinkLimits.LEASE.toMillis();
    return database.write(
        tx -> {
          tx.createUpdate(
                  """
                  INSERT INTO audit_sinks (name, confirmed_sequence, holder, held_until)
                  VALUES (:name, 0, NULL, 0) ON CONFLICT (name) DO NOTHING
                  """)
              .bind("name", name)
              .execute();
          // A time further off than any lease was written before a clock was set back.
          return tx.createUpdate(
                      """
                      UPDATE audit_sinks SET holder = :node, held_until = :until
                      WHERE name = :name AND (holder IS NULL OR holder = :node
                        OR held_until < :now OR held_until > :until)
                      """)
                  .bind("name", name)
                  .bind("node", node)
                  .bind("now", now)
                  .bind("until", now + leaseMillis)
                  .execute()
              == 1;
        });
  }

  /** Lets another node send. */
  void release() {
    database.write(
        tx ->
            tx.createUpdate(
                    """
                    UPDATE audit_sinks SET holder = NULL, held_until = 0
                    WHERE name = :name AND holder = :node
                    """)
                .bind("name", name)
                .bind("node", node)
                .execute());
  }

  /** Remembers that every record up to {@code sequence} was read; never goes back. */
  void confirm(long sequence) {
    database.write(
        tx ->
            tx.createUpdate(
                    """
                    UPDATE audit_sinks SET confirmed_sequence = :sequence
                    WHERE name = :name AND confirmed_sequence < :sequence
                    """)
                .bind("name", name)
                .bind("sequence", sequence)
                .execute());
  }
}
