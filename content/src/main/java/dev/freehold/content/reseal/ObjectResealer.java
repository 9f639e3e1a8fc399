package dev.freehold.content.reseal;

import dev.freehold.content.ContentException;
import dev.freehold.content.ContentLimits;
import dev.freehold.content.store.ContentOwner;
import dev.freehold.content.store.ObjectRows;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.content.store.ObjectUsage;
import dev.freehold.content.store.StoreParts;
import dev.freehold.content.sweep.Sweeper;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.Requester;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.reseal.Backlog;
import dev.freehold.custody.reseal.ResealException;
import dev.freehold.custody.reseal.Resealer;
import dev.freehold.custody.reseal.RetiredKey;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reseals objects under their owner's present key, a bounded batch in each step.
 *
 * <p>An object that was released or resealed meanwhile is left alone. An object that is corrupt is
 * marked and skipped from then on: it stays under the retired key, so that key must not be
 * destroyed. {@link #reseal} then says that it is done, and {@link #backlog} that something is
 * left, until the damaged objects are repaired ({@link ObjectStore#recheck}) or released ({@link
 * ObjectStore#release}). Blobs that a process had sealed before it died are orphans, which the
 * {@link Sweeper} deletes.
 */
public final class ObjectResealer implements Resealer {

  private static final Logger LOG = LoggerFactory.getLogger(ObjectResealer.class);

  private static final long RECHECK_MAX_NANOS =
      TimeUnit.MILLISECONDS.toNanos(ContentLimits.RESEAL_BATCH_MILLIS);

  private final StoreParts parts;
  private final ObjectStore objects;
  private final List<SealedCompanion> companions;
  private final EncryptedRowsReseal rows;

  /**
   * Seals objects again.
   *
   * @param parts what the objects are stored with
   * @param companions what is sealed together with objects
   */
  public ObjectResealer(StoreParts parts, List<SealedCompanion> companions) {
    this(parts, companions, List.of());
  }

  /**
   * The same, and rows that are sealed by themselves.
   *
   * @param rows what else is sealed under the keys of mailboxes and sites
   */
  public ObjectResealer(
      StoreParts parts, List<SealedCompanion> companions, List<EncryptedRows> rows) {
    this.parts = parts;
    this.objects = new ObjectStore(parts);
    this.companions = List.copyOf(companions);
    this.rows = new EncryptedRowsReseal(parts, rows);
  }

  /**
   * {@inheritDoc}
   *
   * @throws ResealException with the code of the blob store or the database, if because of it no
   *     object at all could be resealed; single objects that cannot be read or that a user's
   *     transaction has locked are left for later
   */
  @Override
  public boolean reseal(JobStep step, RetiredKey key) {
    boolean hasObjects = !isDone(key.ownerKeyId());
    if (!hasObjects && rows.isDone(key.ownerKeyId())) {
      return true;
    }
    try (OwnerKey from = parts.keys().open(key.ownerKeyId(), step.requester());
        OwnerKey to = parts.presentKey(ownerOf(key, from), step.requester())) {
      if (to.keyId().equals(from.keyId())) {
        throw new IllegalArgumentException("the key is the owner's present one, not a retired one");
      }
      List<SealedCompanion> concerned =
          companions.stream().filter(companion -> companion.kind() == key.kind()).toList();
      return hasObjects
          ? new ResealBatch(parts, objects, concerned, step, ownerOf(key, from), from, to).run()
              && rows.isDone(from.keyId())
          : rows.run(step, key, from, to);
    }
  }

  /** {@inheritDoc} What the blob store does not give stays marked. */
  @Override
  public Optional<UUID> recheck(UUID ownerKeyId, UUID after, Requester requester) {
    List<UUID> page =
        parts
            .database()
            .read(
                tx ->
                    ObjectRows.damagedUnder(
                        tx, ownerKeyId, after, ContentLimits.RECHECK_MAX_OBJECTS));
    long startedAt = parts.nanoTime().getAsLong();
    for (UUID objectId : page) {
      try {
        objects.recheck(objectId, requester);
      } catch (ContentException stillDamaged) {
        LOG.debug("{} is still damaged: {}", objectId, stillDamaged.getMessage());
      }
      if (parts.nanoTime().getAsLong() - startedAt >= RECHECK_MAX_NANOS) {
        return Optional.of(objectId);
      }
    }
    return page.size() < ContentLimits.RECHECK_MAX_OBJECTS
        ? Optional.empty()
        : Optional.of(page.getLast());
  }

  /** {@inheritDoc} Damaged objects count, and so do rows. */
  @Override
  public Backlog backlog(Handle tx, UUID ownerKeyId) {
    ObjectUsage usage = ObjectRows.usage(tx, ownerKeyId);
    return new Backlog(usage.objects() + rows.count(tx, ownerKeyId), usage.plaintextBytes());
  }

  private static ContentOwner ownerOf(RetiredKey key, OwnerKey opened) {
    return new ContentOwner(opened.tenantId(), key.ownerId());
  }

  private boolean isDone(UUID ownerKeyId) {
    return parts.database().read(tx -> ObjectRows.wholeUnder(tx, ownerKeyId, 1)).isEmpty();
  }
}
