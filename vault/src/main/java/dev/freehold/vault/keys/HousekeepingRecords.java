package dev.freehold.vault.keys;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.LedgerEntry;
import dev.freehold.ledger.LedgerEntry.Outcome;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Records in the ledger what the vault did by itself. Thread-safe. */
public final class HousekeepingRecords {

  private static final String ACTOR = "system:housekeeping";

  private final Ledger ledger;
  private final Function<String, URI> vaultUri;

  /** {@code vaultUri} gives the address of a vault by its name. */
  public HousekeepingRecords(Ledger ledger, Function<String, URI> vaultUri) {
    this.ledger = ledger;
    this.vaultUri = vaultUri;
  }

  void append(Handle tx, String operation, DueKey key) {
    String id = vaultUri.apply(key.vaultName()) + "/keys/" + key.name();
    ledger.append(
        tx, new LedgerEntry(key.tenantId(), ACTOR, operation, id, Outcome.DONE, Map.of()));
  }
}
