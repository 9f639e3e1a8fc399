package dev.freehold.custody.identity;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.seals.CustodySeals;
import dev.freehold.custody.seals.RowSeals;
import dev.freehold.custody.seals.SealedRow;
import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.persistence.Database;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Whether the people of a tenant may use IMAP; they may until somebody switches it off. It is in
 * the tenant's sealed row, so that nobody who writes to the database switches it on. Safe for use
 * by many threads.
 */
public final class TenantImap {

  private static final String ENABLED = "imap_enabled";

  private final Database database;
  private final Ledger ledger;

  /** Works on the tenants in {@code database}, which also holds the ledger's tables. */
  public TenantImap(Database database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /**
   * Tells whether it is on, in the caller's transaction; false if there is no such tenant.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  public static boolean isEnabled(Handle tx, UUID tenantId) {
    return RowSeals.of(tx)
        .find(tx, CustodySeals.TENANT_COVERAGE, tenantId)
        .filter(tenant -> tenant.flag(ENABLED))
        .isPresent();
  }

  /** The same in a transaction of its own. */
  public boolean isEnabled(UUID tenantId) {
    return database.read(tx -> isEnabled(tx, tenantId));
  }

  /**
   * Switches it on or off.
   *
   * @param actor who does it, for the ledger
   * @throws CustodyException {@code TENANT_NOT_FOUND}, {@code ROW_NOT_AUTHENTIC}
   */
  public void setEnabled(UUID tenantId, boolean enabled, String actor) {
    database.write(
        tx -> {
          RowSeals seals = RowSeals.of(tx);
          SealedRow before =
              seals
                  .forUpdate(tx, CustodySeals.TENANT_COVERAGE, tenantId)
                  .orElseThrow(CustodyException::tenantNotFound);
          if (before.flag(ENABLED) != enabled) {
            seals.update(tx, before, before.with(ENABLED, enabled));
            ledger.append(
                tx,
                new LedgerEntry(
                    tenantId,
                    actor,
                    "TenantImapChange",
                    tenantId.toString(),
                    LedgerEntry.Outcome.DONE,
                    Map.of("enabled", Boolean.toString(enabled))));
          }
          return null;
        });
  }
}
