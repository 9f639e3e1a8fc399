package dev.freehold.content.reseal;

import dev.freehold.content.ContentLimits;
import dev.freehold.content.store.StoreParts;
import dev.freehold.custody.KeyAccess;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.OwnerKey;
import dev.freehold.custody.jobs.JobStep;
import dev.freehold.custody.reseal.RetiredKey;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** One batch of rows that are sealed in SQL beside no object, resealed in one transaction. */
final class EncryptedRowsReseal {

  private final Database database;
  private final KeyAccess keys;
  private final List<EncryptedRows> kinds;

  EncryptedRowsReseal(StoreParts parts, List<EncryptedRows> kinds) {
    this.database = parts.database();
    this.keys = parts.keys();
    this.kinds = List.copyOf(kinds);
  }

  boolean isDone(UUID ownerKeyId) {
    return kinds.isEmpty() || !database.read(tx -> any(tx, ownerKeyId));
  }

  private boolean any(Handle tx, UUID ownerKeyId) {
    return kinds.stream().anyMatch(rows -> rows.any(tx, ownerKeyId));
  }

  long count(Handle tx, UUID ownerKeyId) {
    return kinds.stream().mapToLong(rows -> rows.count(tx, ownerKeyId)).sum();
  }

  /** Returns whether nothing is left under the retired key. */
  boolean run(JobStep step, RetiredKey key, OwnerKey from, OwnerKey to) {
    try {
      return step.commit(step.position(), 0, 0, tx -> reseal(tx, step, key, from, to));
    } catch (KeyAccessException refused) {
      if (refused.reason() == KeyAccessException.Reason.KEY_RENEWED) {
        return false;
      }
      throw refused;
    } catch (PersistenceException failure) {
      if (failure.error() != PersistenceError.BUSY) {
        throw failure;
      }
      throw ResealBatch.busy(failure);
    }
  }

  private boolean reseal(Handle tx, JobStep step, RetiredKey key, OwnerKey from, OwnerKey to) {
    if (database.dialect() == Dialect.POSTGRESQL) {
      tx.execute("SET LOCAL lock_timeout = " + ContentLimits.RESEAL_LOCK_WAIT_MILLIS);
    }
    keys.requireSealable(tx, to.keyId(), step.requester());
    int left = Math.min(step.budgetItems(), ContentLimits.RESEAL_BATCH_MAX_OBJECTS);
    for (EncryptedRows rows : kinds) {
      if (left > 0 && rows.kind() == key.kind()) {
        left -= rows.reseal(tx, key.ownerId(), from, to, left);
      }
    }
    return !any(tx, from.keyId());
  }
}
