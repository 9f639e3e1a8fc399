package dev.freehold.content.purge;

import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.store.ObjectRows;
import dev.freehold.custody.jobs.ForegroundLoad;
import dev.freehold.custody.owners.OwnerLists;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what purged mailboxes and sites still occupy, and mailboxes that were removed for good:
 * first their rows in SQL, then their blobs, page by page. It begins only after a purge has ended,
 * and the purge does not wait for it. It deletes only what is under destroyed keys, whatever else
 * is marked. It may be killed at any moment; the next run continues. Safe to run in several threads
 * and processes at once.
 */
public final class OwnerFreeing {

  private static final Logger LOG = LoggerFactory.getLogger(OwnerFreeing.class);

  /** While people wait, it pauses this many times as long as it worked. */
  private static final int BUSY_PAUSES = 19;

  private final Database database;
  private final BlobStore blobs;
  private final List<OwnerRemains> remains;
  private final ForegroundLoad load;
  private final Consumer<Duration> pause;
  private final Clock clock;
  private final int maxObjectsPerRun;

  /**
   * Frees what is marked in {@code database}, which also holds custody's tables.
   *
   * @param remains what else is kept of mailboxes and sites
   * @param load whether people wait, so that it slows down
   * @param pause waits for the given time
   * @param maxObjectsPerRun the most objects that one run removes, at least 1
   */
  public OwnerFreeing(
      Database database,
      BlobStore blobs,
      List<OwnerRemains> remains,
      ForegroundLoad load,
      Consumer<Duration> pause,
      Clock clock,
      int maxObjectsPerRun) {
    this.database = database;
    this.blobs = blobs;
    this.remains = List.copyOf(remains);
    this.load = load;
    this.pause = pause;
    this.clock = clock;
    this.maxObjectsPerRun = maxObjectsPerRun;
  }

  /**
   * Notes in the caller's transaction that what lies under an owner's destroyed keys is to be
   * freed.
   */
  public static void release(Handle tx, UUID ownerId, Instant now) {
    FreeingRows.insert(tx, ownerId, now);
  }

  /** Runs once. What cannot be removed is counted and left for the next run. */
  public FreeingReport run() {
    FreeingTally tally = new FreeingTally(maxObjectsPerRun);
    // Names of all first: they are few, and in clear.
    boolean isDone = each(true, tally, open -> erase(open.ownerId(), tally));
    isDone &= each(false, tally, open -> free(open.ownerId(), tally));
    return tally.report(isDone);
  }

  /** Returns whether the work was done for all owners, and each time to its end. */
  private boolean each(boolean isUnerased, FreeingTally tally, Predicate<FreeingRows.Open> work) {
    boolean isDone = true;
    Optional<FreeingRows.Open> after = Optional.empty();
    do {
      Optional<FreeingRows.Open> from = after;
      List<FreeingRows.Open> page =
          database.read(
              tx -> FreeingRows.open(tx, isUnerased, from, ContentLimits.FREEING_PAGE_MAX_OWNERS));
      for (FreeingRows.Open open : page) {
        if (tally.isFull() || Thread.currentThread().isInterrupted()) {
          return false;
        }
        isDone &= work.test(open);
      }
      after = page.isEmpty() ? Optional.empty() : Optional.of(page.getLast());
    } while (after.isPresent());
    return isDone;
  }

  /** Purges that ended, of which nothing is left, and whose cases do not say so yet. */
  public List<FreedPurge> freedPurges() {
    return database.read(tx -> FreeingRows.freedPurges(tx, ContentLimits.FREEING_PAGE_MAX_OWNERS));
  }

  /** How far those of some owners have come that were purged. */
  public FreedCounts counts(Collection<UUID> ownerIds) {
    return ownerIds.isEmpty()
        ? FreedCounts.NONE
        : database.read(tx -> FreeingRows.counts(tx, ownerIds));
  }

  /** Returns whether nothing of the owner is left. */
  private boolean free(UUID ownerId, FreeingTally tally) {
    for (UUID key : destroyedKeys(ownerId)) {
      if (!freeUnder(key, ownerId, tally)) {
        return false;
      }
    }
    database.write(
        tx -> {
          FreeingRows.done(tx, ownerId, clock.instant());
          return null;
        });
    tally.owner();
    return true;
  }

  private List<UUID> destroyedKeys(UUID ownerId) {
    return database.read(tx -> OwnerLists.destroyedKeys(tx, ownerId));
  }

  private boolean erase(UUID ownerId, FreeingTally tally) {
    List<UUID> keys = destroyedKeys(ownerId);
    remains.forEach(kept -> erase(kept, ownerId, keys, tally));
    database.write(
        tx -> {
          FreeingRows.erased(tx, ownerId, clock.instant());
          return null;
        });
    return true;
  }

  private void erase(OwnerRemains kept, UUID ownerId, List<UUID> keys, FreeingTally tally) {
    int max = ContentLimits.FREEING_PAGE_MAX_ROWS;
    int erased;
    do {
      long begun = System.nanoTime();
      erased = database.write(tx -> kept.erase(tx, ownerId, keys, max));
      tally.rows(erased);
      standBack(begun);
    } while (erased >= max);
  }

  /** Returns whether nothing is left under the key. */
  private boolean freeUnder(UUID key, UUID ownerId, FreeingTally tally) {
    while (true) {
      if (tally.isFull() || Thread.currentThread().isInterrupted()) {
        return database.read(tx -> ObjectRows.anyUnder(tx, key, 1)).isEmpty();
      }
      long begun = System.nanoTime();
      int max = Math.min(tally.left(), ContentLimits.FREEING_PAGE_MAX_ROWS);
      List<ObjectRows.Released> page = database.read(tx -> ObjectRows.anyUnder(tx, key, max));
      if (page.isEmpty()) {
        return true;
      }
      List<UUID> gone =
          page.stream()
              .filter(row -> remove(row.blobId(), tally))
              .map(ObjectRows.Released::objectId)
              .toList();
      if (gone.isEmpty()) {
        return false; // The store is in trouble; the rows are what it is found by again.
      }
      database.write(
          tx -> {
            List<Long> lengths = ObjectRows.deleteUnder(tx, key, gone);
            long bytes = lengths.stream().mapToLong(Long::longValue).sum();
            FreeingRows.count(tx, ownerId, lengths.size(), bytes);
            return tally.objects(lengths.size(), bytes);
          });
      standBack(begun);
    }
  }

  private boolean remove(UUID blobId, FreeingTally tally) {
    try {
      blobs.delete(BlobName.object(blobId));
      return true;
    } catch (ContentException failure) {
      LOG.warn("{} could not be freed: {}", blobId, failure.getMessage());
      tally.failure();
      return false;
    }
  }

  private void standBack(long begunNanos) {
    if (load.isBusy()) {
      Duration wanted = Duration.ofNanos(BUSY_PAUSES * (System.nanoTime() - begunNanos));
      Duration most = Duration.ofMillis(ContentLimits.FREEING_MAX_PAUSE_MILLIS);
      pause.accept(wanted.compareTo(most) < 0 ? wanted : most);
    }
  }
}
