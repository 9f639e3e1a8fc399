package dev.freehold.content.sweep;

import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import dev.freehold.content.blob.BlobArea;
import dev.freehold.content.blob.BlobEntry;
import dev.freehold.content.blob.BlobName;
import dev.freehold.content.blob.BlobPage;
import dev.freehold.content.blob.BlobStore;
import dev.freehold.content.reseal.ReplacedRows;
import dev.freehold.content.store.ObjectRows;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.time.TwoClocks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes blobs that nobody can reach: those of released objects, replaced ones, those that never
 * got a row, and what crashed writers left. Each run is bounded and continues where the last one
 * ended, on whatever node: nodes share one walk over the blobs, each page is one node's, and what a
 * node leaves that is killed the next walk finds.
 *
 * <p>It never deletes a blob that an upload under way may still register. A blob counts as an
 * orphan only when it is older than the grace period, and an object can be registered during the
 * first half of that only. Safe to run in several threads and processes at once.
 */
public final class Sweeper {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  /** Below this many orphans on a page their share says nothing. */
  private static final int HOLD_ABOVE_ORPHANS = 100;

  private final Database database;
  private final BlobStore blobs;
  private final TwoClocks clocks;
  private final SweepSettings settings;
  private final StoreBinding binding;

  /**
   * Sweeps {@code blobs}.
   *
   * @param binding makes sure that blobs and database belong together
   * @param clocks by which blobs are old enough to be removed
   */
  public Sweeper(
      Database database,
      BlobStore blobs,
      StoreBinding binding,
      TwoClocks clocks,
      SweepSettings settings) {
    this.database = database;
    this.blobs = blobs;
    this.binding = binding;
    this.clocks = clocks;
    this.settings = settings;
  }

  /**
   * Runs once. A blob that cannot be removed is counted and left for the next run.
   *
   * @throws ContentException {@code blob-store-mismatch} if the blobs belong to another database;
   *     nothing is removed then
   */
  public SweepReport run() {
    SweepRow row = binding.confirm();
    SweepTally tally = new SweepTally();
    removeReleased(tally);
    removeReplaced(tally);
    removeOrphans(row, tally);
    tally.temporaries(
        blobs.discardAbandoned(graceEnd(), ContentLimits.SWEEP_TEMPORARIES_MAX_FILES));
    return tally.report();
  }

  private void removeReleased(SweepTally tally) {
    Instant end = clocks.earlier().minus(settings.readerGrace());
    removePages(
        (tx, max) -> ObjectRows.releasedBefore(tx, end, max),
        ObjectRows.Released::blobId,
        row -> tally.released(row.blobBytes()),
        (tx, rows) ->
            ObjectRows.deleteReleased(
                tx, rows.stream().map(ObjectRows.Released::objectId).toList()),
        tally);
  }

  private void removeReplaced(SweepTally tally) {
    Instant end = clocks.earlier().minus(settings.readerGrace());
    removePages(
        (tx, max) -> ReplacedRows.before(tx, end, max),
        ReplacedRows.Replaced::blobId,
        row -> tally.replaced(row.blobBytes()),
        (tx, rows) ->
            ReplacedRows.delete(tx, rows.stream().map(ReplacedRows.Replaced::blobId).toList()),
        tally);
  }

  /** Removes the blobs of rows, then the rows, page by page. */
  private <R> void removePages(
      BiFunction<Handle, Integer, List<R>> find,
      Function<R, UUID> blobId,
      Consumer<R> count,
      BiConsumer<Handle, List<R>> delete,
      SweepTally tally) {
    int left = settings.maxReleasedPerRun();
    while (left > 0) {
      int max = Math.min(left, ContentLimits.LIST_PAGE_MAX_ENTRIES);
      List<R> page = database.read(tx -> find.apply(tx, max));
      List<R> gone =
          page.stream().filter(row -> remove(BlobName.object(blobId.apply(row)), tally)).toList();
      if (gone.isEmpty()) {
        return;
      }
      gone.forEach(count);
      // Only now: had the row gone first, a crash would leave a blob for the slow walk to find.
      database.write(
          tx -> {
            delete.accept(tx, gone);
            return null;
          });
      left -= page.size();
    }
  }

  private void removeOrphans(SweepRow row, SweepTally tally) {
    if (row.position().isEmpty() && !beginsWalk(row)) {
      return;
    }
    String position = row.position();
    int left = settings.maxBlobsPerRun();
    while (left > 0) {
      int max = Math.min(left, ContentLimits.LIST_PAGE_MAX_ENTRIES);
      BlobPage page = blobs.list(BlobArea.OBJECTS, after(position), max);
      Optional<List<BlobEntry>> orphans = orphans(page, tally);
      if (orphans.isEmpty()) {
        return;
      }
      String from = position;
      String next = page.next().map(BlobName::path).orElse("");
      if (database.write(tx -> SweepRow.move(tx, from, next))) {
        tally.seen(page.entries().size());
        orphans.get().forEach(orphan -> removeOrphan(orphan, tally));
        if (next.isEmpty()) {
          tally.finished();
        }
        position = next;
      } else {
        position = database.read(SweepRow::find).map(SweepRow::position).orElse("");
      }
      if (position.isEmpty()) {
        return;
      }
      left -= page.entries().size();
    }
  }

  private static Optional<BlobName> after(String position) {
    return position.isEmpty() ? Optional.empty() : Optional.of(BlobName.of(position));
  }

  /** Whether it is time for a walk and no other node has begun one. */
  private boolean beginsWalk(SweepRow row) {
    Instant now = clocks.own().instant().truncatedTo(ChronoUnit.MILLIS);
    Duration since = Duration.between(row.walkBegunAt(), now);
    // A clock that was ahead must not put walks off for ever.
    boolean isDue =
        since.compareTo(settings.betweenWalks()) >= 0
            || since.negated().compareTo(settings.betweenWalks()) > 0;
    return isDue && database.write(tx -> SweepRow.begin(tx, row, now));
  }

  /** The orphans among the blobs of a page; empty if there are too many to be believed. */
  private Optional<List<BlobEntry>> orphans(BlobPage page, SweepTally tally) {
    Instant graceEnd = graceEnd();
    List<BlobEntry> old =
        page.entries().stream().filter(blob -> blob.modifiedAt().isBefore(graceEnd)).toList();
    if (old.isEmpty()) {
      return Optional.of(List.of());
    }
    List<UUID> ids = old.stream().map(blob -> blob.name().id()).toList();
    Set<UUID> present = database.read(tx -> ObjectRows.present(tx, ids));
    List<BlobEntry> orphans =
        old.stream().filter(blob -> !present.contains(blob.name().id())).toList();
    if (orphans.size() > HOLD_ABOVE_ORPHANS && orphans.size() > old.size() / 2) {
      LOG.error(
          "sweep held: {} of {} blobs have no row; if the database was restored from an older"
              + " backup, do not sweep before the missing rows are back",
          orphans.size(),
          old.size());
      tally.seen(page.entries().size());
      tally.held();
      return Optional.empty();
    }
    return Optional.of(orphans);
  }

  private void removeOrphan(BlobEntry orphan, SweepTally tally) {
    if (remove(orphan.name(), tally)) {
      tally.orphan(orphan.bytes());
    }
  }

  private boolean remove(BlobName name, SweepTally tally) {
    try {
      blobs.delete(name);
      return true;
    } catch (ContentException failure) {
      LOG.warn("sweep: {} could not be removed: {}", name.path(), failure.getMessage());
      tally.failure();
      return false;
    }
  }

  private Instant graceEnd() {
    return clocks.earlier().minus(settings.orphanGrace());
  }
}
