package dev.freehold.vault.keys.lifecycle;

import dev.freehold.crypto.work.BusyException;
import dev.freehold.persistence.Database;
import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.housekeeping.HousekeepingJob;
import dev.freehold.vault.keys.KeyRows;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.RotationRows;
import dev.freehold.vault.keys.VersionId;
import dev.freehold.vault.keys.call.KeyServices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a new version of each key whose rotation policy requires it. If several processes find the
 * same key due, the first to store its version wins; the versions of the others are discarded.
 */
public final class RotateDueKeys implements HousekeepingJob {

  private static final Logger LOG = LoggerFactory.getLogger(RotateDueKeys.class);

  /** Small, because making a key can take seconds, and a stop waits for it. */
  private static final int BATCH = 4;

  private static final Duration RETRY = Duration.ofHours(1);

  private final Database database;
  private final KeyServices services;
  private final HousekeepingRecords records;

  /** Rotates in {@code database} and records that in {@code records}. */
  public RotateDueKeys(Database database, KeyServices services, HousekeepingRecords records) {
    this.database = database;
    this.services = services;
    this.records = records;
  }

  @Override
  public String name() {
    return "rotate-due-keys";
  }

  @Override
  public boolean run(Instant now) {
    List<DueKey> due = database.read(tx -> DueKey.forRotation(tx, now, BATCH));
    try {
      due.forEach(key -> rotateOrPostpone(key, now));
      return due.size() == BATCH;
    } catch (BusyException busy) {
      LOG.info("keys that are due are rotated in the next round: {}", busy.getMessage());
      return false;
    }
  }

  private void rotateOrPostpone(DueKey key, Instant now) {
    try {
      rotate(key, now);
    } catch (BusyException busy) {
      if (!busy.isOfOwnShare()) {
        throw busy;
      }
      // Only this vault's keys wait, so that it does not keep those of others from their turn.
      postpone(key, now.plus(VaultLimits.HOUSEKEEPING_INTERVAL));
    } catch (RuntimeException e) {
      LOG.error("key {} of vault {} is due but was not rotated", key.name(), key.vaultName(), e);
      postpone(key, now.plus(RETRY));
    }
  }

  private void postpone(DueKey key, Instant until) {
    database.write(tx -> RotationRows.postpone(tx, key.vaultId(), key.keyName(), until));
  }

  private void rotate(DueKey key, Instant now) {
    Optional<KeyVersion> found =
        database.read(tx -> KeyRows.find(tx, key.vaultId(), key.keyName(), Optional.empty()));
    if (found.isEmpty()) {
      return;
    }
    NextVersion next = NextVersion.like(found.get(), services);
    database.write(
        tx -> {
          boolean mine = RotationRows.claim(tx, key.vaultId(), key.keyName(), now);
          if (mine) {
            KeyVersion latest =
                KeyRows.find(tx, key.vaultId(), key.keyName(), Optional.empty()).orElseThrow();
            if (RotationRows.isDue(tx, latest, now)) {
              KeyVersion stored = next.store(tx, latest, now);
              records.append(tx, "KeyRotateIfDue", key, VersionId.format(stored.version()));
            } else {
              RotationRows.reschedule(tx, key.vaultId(), key.keyName());
            }
          }
          return mine;
        });
  }
}
