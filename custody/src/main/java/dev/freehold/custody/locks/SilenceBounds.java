package dev.freehold.custody.locks;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The bound on silence that each tenant has chosen: how long its availability keys may be used
 * while vaults are silent. Safe for use by many threads.
 */
public final class SilenceBounds {

  private final Database database;
  private final Ledger ledger;

  /** Keeps choices with the tenants in {@code database}, which also holds the ledger's tables. */
  public SilenceBounds(Database database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /** The tenant's choice, or what counts without one. */
  public SilenceBound of(UUID tenantId) {
    return database.read(tx -> inForce(tx, tenantId));
  }

  /**
   * Changes the tenant's choice. A shorter one counts at once; a longer one counts for each policy
   * from the moment on when one of its roots agrees again.
   *
   * @param actor who does it, for the ledger
   */
  public void choose(UUID tenantId, SilenceBound bound, String actor) {
    database.write(
        tx -> {
          SilenceBound before = inForce(tx, tenantId);
          tx.createUpdate(
                  """
                  INSERT INTO silence_choices (tenant_id, silence_bound)
                  VALUES (:tenantId, :bound)
                  ON CONFLICT (tenant_id) DO UPDATE SET silence_bound = excluded.silence_bound\
                  """)
              .bind("tenantId", tenantId)
              .bind("bound", bound.toString())
              .execute();
          RowSeals.of(tx)
              .keep(
                  tx,
                  CustodySeals.SILENCE_CHOICE
                      .row(tenantId, tenantId)
                      .set("silence_bound", bound.toString())
                      .done());
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

  /** What counts now. Of a choice that something else has written nothing is known: never. */
  public static SilenceBound inForce(Handle tx, UUID tenantId) {
    try {
      return RowSeals.of(tx)
          .find(tx, CustodySeals.SILENCE_CHOICE, tenantId)
          .map(choice -> SilenceBound.parse(choice.text("silence_bound")))
          .orElse(SilenceBound.DEFAULT);
    } catch (CustodyException e) {
      if (e.error() != CustodyError.ROW_NOT_AUTHENTIC) {
        throw e;
      }
      return SilenceBound.NEVER;
    }
  }
}
