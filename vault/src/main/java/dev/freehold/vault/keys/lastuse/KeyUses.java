package dev.freehold.vault.keys.lastuse;

import dev.freehold.persistence.Database;
import dev.freehold.persistence.PersistenceException;
import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.keys.KeyName;
import dev.freehold.vault.masterkey.KeyPlace;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * Remembers when each version was last used and by whom, so that a person who is about to disable
 * or delete a version can be told that it is still needed. A use is in memory at once, and in the
 * database at most once for each version within {@link VaultLimits#KEY_USE_WRITE_INTERVAL}: most
 * uses cost no write, and a crash loses only the newest times. Another process on the same database
 * sees what is written. Thread-safe.
 */
public final class KeyUses {

  private static final int BATCH = 500;

  /** Several processes write in the same order, so that they do not wait for each other in turn. */
  private static final Comparator<KeyPlace> ORDER =
      Comparator.comparing(KeyPlace::vaultId)
          .thenComparing(KeyPlace::foldedName)
          .thenComparing(KeyPlace::version);

  private final ConcurrentMap<KeyPlace, TrackedUses> tracked = new ConcurrentHashMap<>();
  private final Database database;
  private final int maxTracked;

  /** Remembers in {@code database}. */
  public KeyUses(Database database) {
    this(database, VaultLimits.MAX_TRACKED_KEY_VERSIONS);
  }

  /** Keeps {@code maxTracked} versions in memory; of further ones each use is written at once. */
  KeyUses(Database database, int maxTracked) {
    this.database = database;
    this.maxTracked = maxTracked;
  }

  /** Remembers a use; the database learns of it later. */
  public void remember(KeyPlace place, KeyUse use) {
    if (tracked.size() >= maxTracked && !tracked.containsKey(place)) {
      store(Map.of(place, VersionUses.of(use)));
      return;
    }
    tracked.compute(place, (any, known) -> known == null ? TrackedUses.of(use) : known.plus(use));
  }

  /** The uses of one version, as far as they are known. */
  public Optional<VersionUses> find(Handle tx, KeyPlace place) {
    Optional<VersionUses> inMemory = Optional.ofNullable(tracked.get(place)).map(TrackedUses::uses);
    Optional<VersionUses> stored = KeyUseRows.find(tx, place);
    return inMemory.map(uses -> stored.map(uses::plus).orElse(uses)).or(() -> stored);
  }

  /** The uses of a key's versions since {@code since}; older ones may be among them. */
  public Map<KeyPlace, VersionUses> since(Handle tx, UUID vaultId, KeyName name, Instant since) {
    Map<KeyPlace, VersionUses> found = new HashMap<>(KeyUseRows.since(tx, vaultId, name, since));
    tracked.forEach(
        (place, known) -> {
          if (place.vaultId().equals(vaultId) && place.foldedName().equals(name.folded())) {
            found.merge(place, known.uses(), VersionUses::plus);
          }
        });
    return found;
  }

  /** The uses of all versions in a vault since {@code since}; older ones may be among them. */
  public Map<KeyPlace, VersionUses> ofVault(Handle tx, UUID vaultId, Instant since) {
    Map<KeyPlace, VersionUses> found = new HashMap<>(KeyUseRows.ofVault(tx, vaultId, since));
    tracked.forEach(
        (place, known) -> {
          if (place.vaultId().equals(vaultId)) {
            found.merge(place, known.uses(), VersionUses::plus);
          }
        });
    return found;
  }

  /**
   * Writes a bounded number of the uses that are due at {@code now}.
   *
   * @return whether more may be due
   * @throws PersistenceException if they cannot be written; they are kept for the next time
   */
  boolean writeDue(Instant now) {
    boolean more = write(now, known -> known.isDue(now));
    tracked.values().removeIf(known -> known.isSettled(now));
    return more;
  }

  /**
   * Writes all uses that are not written yet, for the end of the process.
   *
   * @throws PersistenceException if they cannot be written
   */
  public void writeAll(Instant now) {
    boolean more = true;
    while (more) {
      more = write(now, TrackedUses::unwritten);
    }
  }

  private boolean write(Instant now, Predicate<TrackedUses> which) {
    Map<KeyPlace, VersionUses> batch = new HashMap<>();
    for (Map.Entry<KeyPlace, TrackedUses> entry : tracked.entrySet()) {
      TrackedUses known = entry.getValue();
      if (batch.size() < BATCH && which.test(known)) {
        batch.put(entry.getKey(), known.uses());
      }
    }
    if (batch.isEmpty()) {
      return false;
    }
    store(batch);
    batch.forEach(
        (place, uses) ->
            tracked.computeIfPresent(place, (any, known) -> known.writtenAt(now, uses)));
    return batch.size() == BATCH;
  }

  private void store(Map<KeyPlace, VersionUses> batch) {
    database.write(
        tx -> {
          batch.entrySet().stream()
              .sorted(Map.Entry.comparingByKey(ORDER))
              .forEach(entry -> KeyUseRows.store(tx, entry.getKey(), entry.getValue()));
          return null;
        });
  }
}
