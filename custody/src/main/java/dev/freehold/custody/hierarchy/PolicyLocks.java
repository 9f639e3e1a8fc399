package dev.freehold.custody.hierarchy;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import dev.freehold.persistence.Database;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Tells every node that both roots of a policy refuse, so that none stores a user's new content
 * under it while its own lease still runs. Only transitions are written, each with its entry in the
 * ledger. Safe for use by many threads.
 */
public final class PolicyLocks {

  private static final String ACTOR = "system:key-access";

  private final Database database;
  private final Ledger ledger;
  private final Clock clock;

  /** Keeps locks with the policies in {@code database}, which also holds the ledger's tables. */
  public PolicyLocks(Database database, Ledger ledger, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Tells whether the policy is known to be refused by both its roots. */
  public boolean isLocked(UUID policyId) {
    return database.read(
        tx ->
            tx.createQuery("SELECT COUNT(*) FROM policies WHERE id = :id AND locked_at IS NOT NULL")
                    .bind("id", policyId)
                    .mapTo(Long.class)
                    .one()
                > 0);
  }

  /**
   * Locks the policy if it is not locked.
   *
   * @param firstCode what the root asked first has answered
   * @param secondCode what the other has answered
   */
  public void lock(UUID tenantId, UUID policyId, String firstCode, String secondCode) {
    if (!isLocked(policyId)) {
      database.write(tx -> lock(tx, tenantId, policyId, firstCode, secondCode));
    }
  }

  /** Unlocks the policy, since a root has agreed. */
  public void unlock(UUID tenantId, UUID policyId) {
    if (isLocked(policyId)) {
      database.write(tx -> unlock(tx, tenantId, policyId));
    }
  }

  private boolean lock(
      Handle tx, UUID tenantId, UUID policyId, String firstCode, String secondCode) {
    boolean changed =
        tx.createUpdate("UPDATE policies SET locked_at = :now WHERE id = :id AND locked_at IS NULL")
                .bind("now", clock.instant())
                .bind("id", policyId)
                .execute()
            > 0;
    if (changed) {
      record(
          tx,
          tenantId,
          policyId,
          "PolicyLocked",
          Map.of(
              "alert", "both root keys of the policy refuse access",
              "firstRoot", firstCode,
              "secondRoot", secondCode));
    }
    return changed;
  }

  private boolean unlock(Handle tx, UUID tenantId, UUID policyId) {
    boolean changed =
        tx.createUpdate(
                    "UPDATE policies SET locked_at = NULL"
                        + " WHERE id = :id AND locked_at IS NOT NULL")
                .bind("id", policyId)
                .execute()
            > 0;
    if (changed) {
      record(tx, tenantId, policyId, "PolicyUnlocked", Map.of());
    }
    return changed;
  }

  private void record(
      Handle tx, UUID tenantId, UUID policyId, String operation, Map<String, String> details) {
    ledger.append(
        tx,
        new LedgerEntry(
            tenantId, ACTOR, operation, policyId.toString(), LedgerEntry.Outcome.DONE, details));
  }
}
