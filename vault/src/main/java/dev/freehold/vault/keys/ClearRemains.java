package dev.freehold.vault.keys;

import dev.freehold.persistence.Database;
import dev.freehold.vault.housekeeping.HousekeepingJob;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Makes the database clear what deleted rows have left in its log. A purge asks for it at once; if
 * that fails or the server stops before, a mark in the database makes sure that it is done later.
 */
public final class ClearRemains implements HousekeepingJob {

  private final Database database;

  /** Clears the remains of rows of {@code database}. */
  public ClearRemains(Database database) {
    this.database = database;
  }

  @Override
  public String name() {
    return "clear-remains";
  }

  @Override
  public boolean run(Instant now) {
    Optional<Long> seen =
        database.read(
            tx -> tx.createQuery("SELECT purges FROM vault_remains").mapTo(Long.class).findOne());
    seen.filter(purges -> database.clearRemains())
        .ifPresent(purges -> database.write(tx -> unmark(tx, purges)));
    return false;
  }

  /** Notes that rows with sealed keys are being deleted. */
  static void mark(Handle tx) {
    tx.execute(
        """
        INSERT INTO vault_remains (id, purges) VALUES (1, 1)
        ON CONFLICT (id) DO UPDATE SET purges = vault_remains.purges + 1
        """);
  }

  /** Unless more was deleted meanwhile. */
  private static int unmark(Handle tx, long purges) {
    return tx.createUpdate("DELETE FROM vault_remains WHERE purges = :purges")
        .bind("purges", purges)
        .execute();
  }
}
