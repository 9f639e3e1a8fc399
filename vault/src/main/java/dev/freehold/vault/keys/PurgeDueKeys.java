package dev.freehold.vault.keys;

import dev.freehold.persistence.Database;
import dev.freehold.vault.housekeeping.HousekeepingJob;
import java.time.Instant;
import java.util.List;

/** Destroys deleted keys when their retention is over, with purge protection too. */
public final class PurgeDueKeys implements HousekeepingJob {

  private static final int BATCH = 100;

  private final Database database;
  private final HousekeepingRecords records;

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
    List<DueKey> due = database.read(tx -> DueKey.forPurge(tx, now, BATCH));
    due.forEach(key -> purge(key, now));
    return due.size() == BATCH;
  }

  private void purge(DueKey key, Instant now) {
    database.write(
        tx -> {
          boolean purged = KeyDestruction.purge(tx, key.vaultId(), key.keyName().folded(), now);
          if (purged) {
            records.append(tx, "KeyPurge", key);
          }
          return purged;
        });
  }
}
