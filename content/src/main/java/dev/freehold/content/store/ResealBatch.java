package dev.freehold.content.store;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.jobs.JobInterruptedException;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch of objects sealed again: first all blobs, durable, then all rows in one transaction
 * that compares before it sets.
 */
final class ResealBatch {

  private static final Logger LOG = LoggerFactory.getLogger(ResealBatch.class);

  private static final long MAX_NANOS =
      TimeUnit.MILLISECONDS.toNanos(ContentLimits.RESEAL_BATCH_MILLIS);

  private final ObjectStore objects;
  private final List<SealedCompanion> companions;
  private final JobStep step;
  private final UUID ownerId;
  private final OwnerKey from;
  private final OwnerKey to;
  private final ResealProgress progress;
  private final List<Resealed> sealed = new ArrayList<>();
  private Optional<ContentException> obstacle = Optional.empty();
  private int passedOver;
  private int damaged;

  ResealBatch(
      ObjectStore objects,
      List<SealedCompanion> companions,
      JobStep step,
      UUID ownerId,
      OwnerKey from,
      OwnerKey to) {
    this.objects = objects;
    this.companions = companions;
    this.step = step;
    this.ownerId = ownerId;
    this.from = from;
    this.to = to;
    this.progress = new ResealProgress(step, objects.nanoTime());
  }

  /** Returns whether nothing but damaged objects is left under the retired key. */
  boolean run() {
    sealPage();
    if (damaged > 0) {
      LOG.warn("{} damaged objects stay under the retired key {}", damaged, from.keyId());
    }
    if (sealed.isEmpty()) {
      obstacle.ifPresent(
          nothingDone -> {
            throw nothingDone;
          });
    }
    return commit();
  }

  private void sealPage() {
    int budget = Math.min(step.budgetItems(), ContentLimits.RESEAL_BATCH_MAX_OBJECTS);
    // Some more than the budget, so that objects that cannot be read do not hold up the others.
    int max = budget + ContentLimits.RESEAL_PASSED_OVER_MAX_OBJECTS;
    List<ObjectRow> page =
        objects.database().read(tx -> ObjectRows.wholeUnder(tx, from.keyId(), max));
    long startedAt = objects.nanoTime().getAsLong();
    long bytes = 0;
    try {
      for (ObjectRow row : page) {
        bytes += row.plaintextBytes();
        boolean isFull =
            sealed.size() >= budget
                || bytes > ContentLimits.RESEAL_BATCH_MAX_BYTES
                || objects.nanoTime().getAsLong() - startedAt >= MAX_NANOS;
        if ((isFull && !sealed.isEmpty())
            || passedOver >= ContentLimits.RESEAL_PASSED_OVER_MAX_OBJECTS) {
          return;
        }
        seal(row);
      }
    } catch (RuntimeException failure) {
      sealed.forEach(this::discard);
      throw failure;
    }
  }

  private void seal(ObjectRow row) {
    try {
      sealed.add(
          new Resealed(
              row, objects.resealing().sealAgain(row, from, to, step.requester(), this::watch)));
    } catch (ContentException failure) {
      passedOver++;
      if (failure.error() == ContentError.OBJECT_CORRUPT) {
        damaged += isStillThere(row) ? 1 : 0;
      } else {
        LOG.warn("{} is not sealed again for now: {}", row.objectId(), failure.getMessage());
        obstacle = obstacle.or(() -> Optional.of(failure));
      }
    }
  }

  /** An object that was released and swept meanwhile is not damaged. */
  private boolean isStillThere(ObjectRow row) {
    return objects
        .database()
        .read(tx -> ObjectRows.findActive(tx, row.objectId()))
        .filter(now -> now.blobId().equals(row.blobId()))
        .isPresent();
  }

  private InputStream watch(InputStream plaintext) {
    return progress.count(plaintext);
  }

  private boolean commit() {
    try {
      Outcome outcome =
          step.commit(step.position(), sealed.size(), progress.takeBytes(), this::replaceAll);
      outcome.overtaken().forEach(this::discard);
      return outcome.isDone();
    } catch (KeyAccessException refused) {
      sealed.forEach(this::discard);
      if (refused.reason() == KeyAccessException.Reason.KEY_RENEWED) {
        return false;
      }
      throw refused;
    } catch (JobInterruptedException interrupted) {
      sealed.forEach(this::discard);
      throw interrupted;
    } catch (PersistenceException failure) {
      if (failure.error() != PersistenceError.BUSY) {
        throw failure;
      }
      sealed.forEach(this::discard);
      return false;
    }
  }

  private Outcome replaceAll(Handle tx) {
    if (objects.database().dialect() == Dialect.POSTGRESQL) {
      // Users' transactions lock messages and objects in their own order. Before the database finds
      // a deadlock, after a second, and picks its victim, this one gives way.
      tx.execute("SET LOCAL lock_timeout = " + ContentLimits.RESEAL_LOCK_WAIT_MILLIS);
    }
    objects.keys().requireSealable(tx, to.keyId(), step.requester());
    Instant now = objects.clock().instant();
    List<Resealed> overtaken = new ArrayList<>();
    for (Resealed one : sealed) {
      objects.sealer().requireYoung(one.after, now);
      if (ObjectRows.replaceBlob(tx, one.before, one.after)) {
        ReplacedRows.insert(tx, one.before.blobId(), one.before.blobBytes(), now);
        for (SealedCompanion companion : companions) {
          companion.resealed(tx, ownerId, one.before.objectId(), from, to);
        }
      } else {
        overtaken.add(one);
      }
    }
    return new Outcome(overtaken, ObjectRows.wholeUnder(tx, from.keyId(), 1).isEmpty());
  }

  private void discard(Resealed unused) {
    try {
      objects.discard(unused.after);
    } catch (ContentException left) {
      LOG.warn("a blob is left to the sweeper: {}", left.getMessage());
    }
  }

  /** An object before and after. */
  private record Resealed(ObjectRow before, SealedObject after) {}

  /** What a commit came to: objects that somebody else changed first, and whether all is done. */
  private record Outcome(List<Resealed> overtaken, boolean isDone) {}
}
