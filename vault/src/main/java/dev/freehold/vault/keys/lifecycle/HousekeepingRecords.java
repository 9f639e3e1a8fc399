package dev.freehold.vault.keys.lifecycle;

import dev.freehold.ledger.Ledger;
import dev.freehold.ledger.entry.LedgerEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Records in the ledger what the vault did without a request. Thread-safe. */
public final class HousekeepingRecords {

  private static final String ACTOR = "system:housekeeping";

  private final Ledger ledger;
  private final Function<String, URI> vaultUri;

  /** {@code vaultUri} gives the address of a vault by its name. */
  public HousekeepingRecords(Ledger ledger, Function<String, URI> vaultUri) {
    this.ledger = ledger;
    this.vaultUri = vaultUri;
  }

  /** Records what was done to a whole key. */
  void append(Handle tx, String operation, DueKey key) {
    append(tx, operation, key.tenantId(), id(key), Map.of());
  }

  /** Records what was done to a version. */
  void append(Handle tx, String operation, DueKey key, String version) {
    append(tx, operation, key, version, Map.of());
  }

  /** The same with further facts. */
  void append(
      Handle tx, String operation, DueKey key, String version, Map<String, String> details) {
    append(tx, operation, key.tenantId(), id(key) + "/" + version, details);
  }

  private String id(DueKey key) {
    return vaultUri.apply(key.vaultName()) + "/keys/" + key.name();
  }

  private void append(
      Handle tx, String operation, UUID tenantId, String id, Map<String, String> details) {
    ledger.append(tx, new LedgerEntry(tenantId, ACTOR, operation, id, Outcome.DONE, details));
  }
}
