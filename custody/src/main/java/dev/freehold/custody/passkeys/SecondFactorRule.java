package dev.freehold.custody.passkeys;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.SignInFactors;
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
 * Whether the people of a tenant need a second factor; they do not until an administrator switches
 * it on. It is in the tenant's sealed row, so that nobody who writes to the database switches it
 * off. Safe for use by many threads.
 */
public final class SecondFactorRule {

  private static final String REQUIRED = "second_factor_required";

  private final Database database;
  private final Ledger ledger;

  /** Works on the tenants in {@code database}, which also holds the ledger's tables. */
  public SecondFactorRule(Database database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  /**
   * Tells whether it is on, in the caller's transaction; false if there is no such tenant.
   *
   * @throws CustodyException {@code ROW_NOT_AUTHENTIC}
   */
  static boolean isRequired(Handle tx, UUID tenantId) {
    return RowSeals.of(tx)
        .find(tx, CustodySeals.TENANT_COVERAGE, tenantId)
        .filter(tenant -> tenant.flag(REQUIRED))
        .isPresent();
  }

  /** The same in a transaction of its own. */
  public boolean isRequired(UUID tenantId) {
    return database.read(tx -> isRequired(tx, tenantId));
  }

  /**
   * Switches it on or off. Programs have no second factor, and none is asked of them.
   *
   * @param caller who does it
   * @throws CustodyException {@code SECOND_FACTOR_NEEDED} if a person switches it on without having
   *     a passkey; {@code TENANT_NOT_FOUND}, {@code ROW_NOT_AUTHENTIC}
   */
  public void setRequired(Caller caller, boolean required) {
    UUID tenantId = caller.tenantId();
    database.write(
        tx -> {
          RowSeals seals = RowSeals.of(tx);
          SealedRow before =
              seals
                  .forUpdate(tx, CustodySeals.TENANT_COVERAGE, tenantId)
                  .orElseThrow(CustodyException::tenantNotFound);
          if (before.flag(REQUIRED) == required) {
            return null;
          }
          if (required && lacksOne(tx, caller)) {
            throw new CustodyException(
                CustodyError.SECOND_FACTOR_NEEDED,
                "make a passkey for yourself first: who requires a second factor of others needs"
                    + " one too");
          }
          seals.update(tx, before, before.with(REQUIRED, required));
          ledger.append(
              tx,
              new LedgerEntry(
                  tenantId,
                  caller.objectId().toString(),
                  "TenantSecondFactorChange",
                  tenantId.toString(),
                  LedgerEntry.Outcome.DONE,
                  Map.of("required", Boolean.toString(required))));
          return null;
        });
  }

  private static boolean lacksOne(Handle tx, Caller caller) {
    return caller.factors() != SignInFactors.SECRET
        && PasskeyRows.count(tx, caller.objectId()) == 0;
  }
}
