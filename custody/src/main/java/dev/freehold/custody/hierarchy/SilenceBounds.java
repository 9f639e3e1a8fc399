package dev.freehold.custody.hierarchy;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import dev.freehold.persistence.Database;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * How long each tenant lets availability keys stand in for silent vaults. Safe for use by many
 * threads.
 */
public final class SilenceBounds {

  private final Database database;
  private final Ledger ledger;

  /** Keeps choices with the tenants in {@code database}, which also holds the ledger's tables. */
  public SilenceBounds(Database database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /**
   * The tenant's choice.
   *
   * @throws dev.freehold.custody.CustodyException {@code TENANT_NOT_FOUND}
   */
  public SilenceBound of(UUID tenantId) {
    return database.read(tx -> of(tx, tenantId));
  }

  /**
   * Changes the tenant's choice. A shorter one counts at once; a longer one counts for each policy
   * from the moment on when one of its roots agrees again.
   *
   * @param actor who does it, for the ledger
   * @throws dev.freehold.custody.CustodyException {@code TENANT_NOT_FOUND}
   */
  public void choose(UUID tenantId, SilenceBound bound, String actor) {
    database.write(
        tx -> {
          SilenceBound before = of(tx, tenantId);
          tx.createUpdate("UPDATE tenants SET silence_bound = :bound WHERE id = :id")
              .bind("bound", bound.toString())
              .bind("id", tenantId)
              .execute();
          ledger.append(
              tx,
              new LedgerEntry(
                  tenantId,
                  actor,
                  "SilenceBoundChange",
                  tenantId.toString(),
                  LedgerEntry.Outcome.DONE,
                  Map.of("before", before.toString(), "after", bound.toString())));
          return null;
        });
  }

  private static SilenceBound of(Handle tx, UUID tenantId) {
    return tx.createQuery("SELECT silence_bound FROM tenants WHERE id = :id")
        .bind("id", tenantId)
        .mapTo(String.class)
        .findOne()
        .map(SilenceBound::parse)
        .orElseThrow(PolicyCounts::tenantNotFound);
  }
}
