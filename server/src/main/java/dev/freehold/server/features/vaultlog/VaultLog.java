package dev.freehold.server.features.vaultlog;

import dev.freehold.server.features.audit.AuditApi;
import dev.freehold.server.features.ledger.LedgerApi;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.server.audit.UnifiedRecords;
import dev.freehold.server.records.LedgerServices;

/** The handlers for what was done at this server's own key vaults. */
record VaultLog(LedgerApi ledger, AuditApi audit) {

  /**
   * Wires them.
   *
   * @param logs of the vaults
   * @param actors of whom the service's own records tell: the same act at the vaults
   */
  static VaultLog of(LedgerServices logs, UnifiedRecords.Directory actors) {
    return new VaultLog(new LedgerApi(logs), new AuditApi(logs, actors.in(LogKind.VAULTS)));
  }
}
