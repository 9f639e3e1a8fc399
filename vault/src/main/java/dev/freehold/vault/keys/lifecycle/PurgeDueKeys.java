package dev.freehold.vault.keys.lifecycle;

import dev.freehold.persistence.Database;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.housekeeping.HousekeepingJob;
import dev.freehold.vault.keys.KeyErasure;
import java.time.Instant;
import java.util.List;

/** Destroys deleted keys when their retention is over, with purge protection too. */
public final class PurgeDueKeys implements HousekeepingJob {

  private static final int BATCH = 100;

  private final Database database;
  private final HousekeepingRecords records;

  /** How many due ones this round met that stay, such as refused ones; those are not met again. */
  private int left;

  /** Purges in {@code database} and records that in {@code records}. */
  public PurgeDueKeys(Database database, HousekeepingRecords records) {
    this.database = database;
    this.records = records;
  }

  @Override
  public String name() {
    return "purge-due-keys";
  }

  @Override
  public boolean run(Instant now) {
    List<DueKey> due = database.read(tx -> DueKey.forPurge(tx, now, left, BATCH));
    left += (int) due.stream().filter(key -> !isPurged(key, now)).count();
    boolean more = due.size() == BATCH;
    if (!more) {
      left = 0;
    }
    return more;
  }

  private boolean isPurged(DueKey key, Instant now) {
    try {
      return database.write(
          tx -> {
            boolean purged = KeyErasure.purge(tx, key.vaultId(), key.foldedName(), now);
            if (purged) {
              records.append(tx, "KeyPurge", key);
            }
            return purged;
          });
    } catch (VaultException refused) {
      // Told of where it was found; it keeps no other key.
      if (refused.isRefusedRow()) {
        return false;
      }
      throw refused;
    }
  }
}
