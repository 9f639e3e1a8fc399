package dev.freehold.server.api;

import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.lockbox.TenantDecisions;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.records.Erasures;
import dev.freehold.server.records.LedgerServices;
import java.io.IOException;
import java.util.Optional;

/**
 * What names or describes one person, taken out of the caller's tenant's entries: out of those of
 * the service, and of those of the vaults that run in its process.
 */
final class ErasuresApi {

  private final Erasures erasures;

  ErasuresApi(
      Identities identities,
      LedgerServices service,
      Optional<LedgerServices> vaults,
      TenantDecisions decisions) {
    this.erasures = Erasures.ofService(identities, service, vaults, decisions);
  }

  /** {@code POST /api/v1/ledger/erasures}: of whom or what the object id is. */
  void erase(Exchange exchange) throws IOException {
    exchange.reply(erasures.erase(exchange.caller(), exchange.json(Erasures.Wanted.class)));
  }
}
