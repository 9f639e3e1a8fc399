package dev.freehold.custody.reseal;

import dev.freehold.custody.bundles.BundlePart;
import dev.freehold.custody.bundles.BundleSink;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Empties retired keys and destroys them. */
public final class Emptying {

  private final Database database;
  private final Resealer resealer;
  private final BundleSink bundle;
  private final Ledger ledger;

  /** Seals content again by {@code resealer}. */
  public Emptying(Database database, Resealer resealer, BundleSink bundle, Ledger ledger) {
    this.database = database;
    this.resealer = resealer;
    this.bundle = bundle;
    this.ledger = ledger;
  }

  /**
   * Seals some of what is under the key again. When nothing is left the key is destroyed; where
   * only damaged objects are left it is kept, because a copy of their blobs may turn up.
   */
  void proceed(JobStep step, MovePosition position, RetiredKey key) {
    if (!resealer.reseal(step, key)) {
      return;
    }
    dropPart(step, position);
    boolean destroyed =
        step.commit(position.dealtWith(key).text(), 1, 0, tx -> destroyIfEmpty(tx, step, key));
    if (destroyed) {
      // At once, because the job may have been cancelled, and its next step never comes.
      bundle.delete(part(step.tenantId(), key.ownerKeyId()));
    }
  }

  /**
   * Deletes what a crash may have left of the key that was dealt with last. To be called before the
   * position that names it is left.
   */
  void dropPart(JobStep step, MovePosition position) {
    position.emptied().ifPresent(keyId -> dropPart(step.tenantId(), keyId));
  }

  private void dropPart(UUID tenantId, UUID ownerKeyId) {
    boolean isDestroyed =
        database.read(
            tx ->
                tx.createQuery("SELECT 1 FROM owner_keys WHERE id = :id AND state = 'DESTROYED'")
                    .bind("id", ownerKeyId)
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent());
    if (isDestroyed) {
      bundle.delete(part(tenantId, ownerKeyId));
    }
  }

  private static BundlePart part(UUID tenantId, UUID ownerKeyId) {
    return new BundlePart(tenantId, BundlePart.Kind.OWNER_KEY, ownerKeyId);
  }

  /**
   * Nothing new comes under a retired key: whatever was registered under it before kept its row
   * locked until then. So the count is the last word.
   *
   * @return whether the key was destroyed just now
   */
  private boolean destroyIfEmpty(Handle tx, JobStep step, RetiredKey key) {
    if (resealer.backlog(tx, key.ownerKeyId()).objects() > 0) {
      return false;
    }
    boolean destroyed =
        tx.createUpdate(
                    """
                    UPDATE owner_keys SET state = 'DESTROYED', wrapped_key = NULL
                    WHERE id = :id AND state = 'RETIRED'\
                    """)
                .bind("id", key.ownerKeyId())
                .execute()
            == 1;
    if (destroyed) {
      record(tx, step.tenantId(), step.requester().actor(), key);
    }
    return destroyed;
  }

  private void record(Handle tx, UUID tenantId, String actor, RetiredKey key) {
    ledger.append(
        tx,
        new LedgerEntry(
            tenantId,
            actor,
            "OwnerKeyDestroy",
            key.ownerKeyId().toString(),
            LedgerEntry.Outcome.DONE,
            Map.of("owner", key.ownerId().toString(), "ownerKind", key.kind().name())));
  }
}
