package dev.freehold.custody.owners;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.PointQuery;
import dev.freehold.persistence.RowIds;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Protects what is under a legal hold from deletion. Code that deletes something asks here in its
 * own transaction. A hold that is placed at the same time either is seen or waits until that
 * transaction has ended.
 */
public final class HeldOwners {

  /** Sets these locks apart from others in the same database. */
  private static final long LOCK_SPACE = 0x4845_4c44_0000_0000L;

  private static final PointQuery<Integer> ANY =
      new PointQuery<>(
          "SELECT 1 FROM legal_holds WHERE owner_id = ? AND tenant_id = ? LIMIT 1",
          row -> row.getInt(1));

  private final Dialect dialect;

  /** Asks a database of this dialect. */
  public HeldOwners(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Makes sure that a mailbox or site is not held, until the transaction ends.
   *
   * @throws CustodyException {@code LEGAL_HOLD}
   */
  public void requireNone(Handle tx, UUID tenantId, UUID ownerId) {
    lock(tx, ownerId, "pg_advisory_xact_lock_shared");
    if (isHeld(tx, tenantId, ownerId)) {
      throw new CustodyException(
          CustodyError.LEGAL_HOLD,
          "a legal hold is on it, so nothing of it is deleted or replaced; have the hold lifted"
              + " first");
    }
  }

  private static boolean isHeld(Handle tx, UUID tenantId, UUID ownerId) {
    return ANY.find(
            tx,
            values -> {
              values.setBytes(1, RowIds.bytes(ownerId));
              values.setBytes(2, RowIds.bytes(tenantId));
            })
        .isPresent();
  }

  /**
   * Waits for those who take something away, and keeps others from it until the transaction ends.
   */
  public void lockForHold(Handle tx, UUID ownerId) {
    lock(tx, ownerId, "pg_advisory_xact_lock");
  }

  /** No lock of a row: jobs lock these in orders of their own. */
  private void lock(Handle tx, UUID ownerId, String function) {
    switch (dialect) {
      case SQLITE -> {} // One writer.
      case POSTGRESQL ->
          tx.createQuery("SELECT 1 FROM " + function + "(:key)")
              .bind(
                  "key",
                  LOCK_SPACE ^ ownerId.getMostSignificantBits() ^ ownerId.getLeastSignificantBits())
              .mapTo(Integer.class)
              .one();
    }
  }
}
