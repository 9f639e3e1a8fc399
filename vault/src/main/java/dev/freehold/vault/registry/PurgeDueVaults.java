package dev.freehold.vault.registry;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.persistence.Database;
import dev.freehold.vault.VaultException;
import dev.freehold.vault.housekeeping.HousekeepingJob;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Destroys deleted vaults with their keys when the retention is over, with protection too. */
public final class PurgeDueVaults implements HousekeepingJob {

  private static final int BATCH = 10;
  private static final String ACTOR = "system:housekeeping";

  private final Database database;
  private final Ledger ledger;
  private final DeletedVaults vaults;

  /** How many due ones this round met that stay, such as refused ones; those are not met again. */
  private int left;

  /** Purges in {@code database} and records that in {@code ledger}. */
  public PurgeDueVaults(Database database, Ledger ledger, DeletedVaults vaults) {
    this.database = database;
    this.ledger = ledger;
    this.vaults = vaults;
  }

  @Override
  public String name() {
    return "purge-due-vaults";
  }

  @Override
  public boolean run(Instant now) {
    List<String> due = database.read(tx -> vaults.due(tx, now, left, BATCH));
    left += (int) due.stream().filter(name -> !isPurged(name, now)).count();
    boolean more = due.size() == BATCH;
    if (!more) {
      left = 0;
    }
    return more;
  }

  private boolean isPurged(String name, Instant now) {
    try {
      return database.write(
          tx -> {
            var purged = vaults.purgeIfDue(tx, name, now).map(DeletedVault::vault);
            purged.ifPresent(vault -> ledger.append(tx, entry(vault)));
            return purged.isPresent();
          });
    } catch (VaultException refused) {
      // Told of where it was found; it keeps no other vault.
      if (refused.isRefusedRow()) {
        return false;
      }
      throw refused;
    }
  }

  private static LedgerEntry entry(Vault vault) {
    return new LedgerEntry(
        vault.tenantId(), ACTOR, "VaultPurge", vault.resourceId(), Outcome.DONE, Map.of());
  }
}
