package dev.freehold.content.reseal;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import dev.freehold.content.store.BlobReseal;
import dev.freehold.content.store.ContentOwner;
import dev.freehold.content.store.ObjectRow;
import dev.freehold.content.store.ObjectRows;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.SealedObject;
import dev.freehold.content.store.StoreParts;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.reseal.ResealException;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch of objects resealed: first all blobs, durable, then all rows in one transaction that
 * compares before it sets.
 */
final class ResealBatch {

  private static final Logger LOG = LoggerFactory.getLogger(ResealBatch.class);

  private static final long MAX_NANOS =
      TimeUnit.MILLISECONDS.toNanos(ContentLimits.RESEAL_BATCH_MILLIS);

  private final StoreParts parts;
  private final ObjectStore objects;
  private final BlobReseal blobs;
  private final List<SealedCompanion> companions;
  private final JobStep step;
  private final ContentOwner owner;
  private final OwnerKey from;
  private final OwnerKey to;
  private final ResealProgress progress;
  private final List<Resealed> sealed = new ArrayList<>();
  private Optional<ContentException> obstacle = Optional.empty();
  private int passedOver;
  private int damaged;

  ResealBatch(
      StoreParts parts,
      ObjectStore objects,
      List<SealedCompanion> companions,
      JobStep step,
      ContentOwner owner,
      OwnerKey from,
      OwnerKey to) {
    this.parts = parts;
    this.objects = objects;
    this.blobs = new BlobReseal(parts);
    this.companions = companions;
    this.step = step;
    this.owner = owner;
    this.from = from;
    this.to = to;
    this.progress = new ResealProgress(step, parts.nanoTime());
  }

  /** Returns whether nothing but damaged objects is left under the retired key. */
  boolean run() {
    List<ObjectRow> page = sealPage();
    if (damaged > 0) {
      LOG.warn("{} damaged objects stay under the retired key {}", damaged, from.keyId());
    }
    if (sealed.isEmpty()) {
      obstacle.ifPresent(
          nothingDone -> {
            throw new ResealException(nothingDone.code(), nothingDone.getMessage(), nothingDone);
          });
    }
    if (page.isEmpty()) {
      return nothingIsLeft();
    }
    return commit();
  }

  /** Without a commit: waiting for a lock is no progress. */
  private boolean nothingIsLeft() {
    if (parts.database().read(tx -> ObjectRows.wholeUnder(tx, from.keyId(), 1)).isEmpty()) {
      return true;
    }
    throw busy(null);
  }

  private List<ObjectRow> sealPage() {
    int budget = Math.min(step.budgetItems(), ContentLimits.RESEAL_BATCH_MAX_OBJECTS);
    // Some more than the budget, so that objects that cannot be read do not hold up the others.
    int max = budget + ContentLimits.RESEAL_PASSED_OVER_MAX_OBJECTS;
    List<ObjectRow> page =
        parts
            .database()
            .write(tx -> ObjectRows.freeUnder(tx, parts.database().dialect(), from.keyId(), max));
    long startedAt = parts.nanoTime().getAsLong();
    long bytes = 0;
    try {
      for (ObjectRow row : page) {
        bytes += row.plaintextBytes();
        boolean isFull =
            sealed.size() >= budget
                || bytes > ContentLimits.RESEAL_BATCH_MAX_BYTES
                || parts.nanoTime().getAsLong() - startedAt >= MAX_NANOS;
        if ((isFull && !sealed.isEmpty())
            || passedOver >= ContentLimits.RESEAL_PASSED_OVER_MAX_OBJECTS) {
          return page;
        }
        seal(row);
      }
      return page;
    } catch (RuntimeException failure) {
      sealed.forEach(this::discard);
      throw failure;
    }
  }

  private void seal(ObjectRow row) {
    try {
      sealed.add(
          new Resealed(row, blobs.sealAgain(owner, row, from, to, step.requester(), this::watch)));
    } catch (ContentException failure) {
      passedOver++;
      if (failure.error() == ContentError.OBJECT_CORRUPT) {
        damaged += isStillThere(row) ? 1 : 0;
        mark(row);
      } else {
        LOG.warn("{} cannot be resealed now: {}", row.objectId(), failure.getMessage());
        obstacle = obstacle.or(() -> Optional.of(failure));
      }
    }
  }

  /**
   * Also one whose row leads elsewhere, or it would be tried for ever; a mark that it has stays.
   */
  private void mark(ObjectRow row) {
    parts
        .database()
        .write(
            tx -> {
              ObjectRows.markDamaged(
                  tx, row.blobId(), ContentError.OBJECT_CORRUPT.code(), parts.clock().instant());
              return null;
            });
  }

  /** An object that was released and swept meanwhile is not damaged. */
  private boolean isStillThere(ObjectRow row) {
    return parts
        .database()
        .read(tx -> ObjectRows.findActive(tx, row.objectId()))
        .filter(now -> now.blobId().equals(row.blobId()))
        .isPresent();
  }

  private InputStream watch(InputStream plaintext) {
    return progress.count(plaintext);
  }

  /** True if nothing but damaged objects is left. */
  private boolean commit() {
    long bytes = progress.takeBytes();
    try {
      return commit(List.copyOf(sealed), bytes);
    } catch (PersistenceException unknown) {
      // It may have been committed; the sweeper finds out.
      throw unknown;
    } catch (RuntimeException rolledBack) {
      sealed.forEach(this::discard);
      if (rolledBack instanceof KeyAccessException refused
          && refused.reason() == KeyAccessException.Reason.KEY_RENEWED) {
        return false;
      }
      throw rolledBack;
    }
  }

  private boolean commit(List<Resealed> all, long bytes) {
    try {
      return commitOnce(all, bytes);
    } catch (PersistenceException failure) {
      if (failure.error() != PersistenceError.BUSY) {
        throw failure;
      }
      if (all.size() > 1 && parts.database().dialect() == Dialect.POSTGRESQL) {
        return commitSingly(all, bytes);
      }
      throw busy(failure);
    }
  }

  /** A row that a user's transaction has locked must not cost the work on the others. */
  private boolean commitSingly(List<Resealed> all, long bytes) {
    long uncounted = bytes;
    boolean isDone = false;
    List<Resealed> locked = new ArrayList<>();
    for (Resealed one : all) {
      if (locked.size() >= ContentLimits.RESEAL_LOCKED_MAX_OBJECTS) {
        break;
      }
      try {
        isDone = commitOnce(List.of(one), uncounted);
        uncounted = 0;
      } catch (PersistenceException failure) {
        if (failure.error() != PersistenceError.BUSY) {
          throw failure;
        }
        locked.add(one);
      }
    }
    // Those that were committed are no longer among them.
    if (sealed.size() == all.size()) {
      throw busy(null);
    }
    List<Resealed> leftOut = List.copyOf(sealed);
    leftOut.forEach(this::discard);
    return isDone && leftOut.isEmpty();
  }

  private boolean commitOnce(List<Resealed> some, long bytes) {
    Outcome outcome = step.commit(step.position(), 0, bytes, tx -> replaceAll(tx, some));
    sealed.removeAll(some);
    outcome.overtaken().forEach(this::discard);
    return outcome.isDone();
  }

  static ResealException busy(PersistenceException cause) {
    return new ResealException(
        PersistenceError.BUSY.code(),
        "the objects to reseal are locked by another transaction; the server tries again when that"
            + " has ended",
        cause);
  }

  private Outcome replaceAll(Handle tx, List<Resealed> some) {
    if (parts.database().dialect() == Dialect.POSTGRESQL) {
      // Users' transactions lock messages and objects in their own order. Before the database finds
      // a deadlock, after a second, and picks its victim, this one gives way.
      tx.execute("SET LOCAL lock_timeout = " + ContentLimits.RESEAL_LOCK_WAIT_MILLIS);
    }
    parts.keys().requireSealable(tx, to.keyId(), step.requester());
    Instant now = parts.clock().instant();
    List<Resealed> overtaken = new ArrayList<>();
    for (Resealed one : some) {
      one.after.requireYoung(now);
      if (ObjectRows.replaceBlob(tx, one.before, one.after)) {
        ReplacedRows.insert(tx, one.before.blobId(), one.before.blobBytes(), now);
        for (SealedCompanion companion : companions) {
          companion.resealed(tx, owner.ownerId(), one.before.objectId(), from, to);
        }
      } else {
        overtaken.add(one);
      }
    }
    return new Outcome(overtaken, ObjectRows.wholeUnder(tx, from.keyId(), 1).isEmpty());
  }

  private void discard(Resealed unused) {
    objects.discard(unused.after);
  }

  /** An object before and after. */
  private record Resealed(ObjectRow before, SealedObject after) {}

  /** What a commit came to: objects that somebody else changed first, and whether all is done. */
  private record Outcome(List<Resealed> overtaken, boolean isDone) {}
}
