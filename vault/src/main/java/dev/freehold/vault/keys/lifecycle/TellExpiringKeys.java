package dev.freehold.vault.keys.lifecycle;

import dev.freehold.persistence.Database;
import dev.freehold.vault.housekeeping.HousekeepingJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes to the ledger that a version of a key expires soon, once for each expiry. */
public final class TellExpiringKeys implements HousekeepingJob {

  private static final int BATCH = 100;

  /** How long before. */
  private static final Duration BEFORE = Duration.ofDays(30);

  /** A version that is not the latest counts as used for so long after its last use. */
  private static final Duration USED = Duration.ofDays(30);

  private final Database database;
  private final HousekeepingRecords records;

  /** Looks through {@code database} and tells {@code records}. */
  public TellExpiringKeys(Database database, HousekeepingRecords records) {
    this.database = database;
    this.records = records;
  }

  @Override
  public String name() {
    return "tell-expiring-keys";
  }

  @Override
  public boolean run(Instant now) {
    List<ExpiringVersion> near =
        database.read(
            tx -> ExpiringVersion.list(tx, now, now.plus(BEFORE), now.minus(USED), BATCH));
    for (ExpiringVersion each : near) {
      database.write(
          tx -> {
            boolean isMine = each.note(tx);
            if (isMine) {
              records.append(
                  tx,
                  "KeyNearExpiry",
                  each.key(),
                  each.version(),
                  Map.of("expires", each.expires().toString()));
            }
            return isMine;
          });
    }
    return near.size() == BATCH;
  }
}
