package dev.freehold.server.api;

import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.lockbox.TenantDecisions;
import dev.freehold.ledger.Ledger;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.ProblemException;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * What names or describes one person, taken out of the caller's tenant's entries: out of those of
 * the service, and of those of the vaults that run in its process.
 */
final class ErasuresApi {

  private final Identities identities;
  private final Ledger service;
  private final Optional<Ledger> vaults;
  private final TenantDecisions decisions;

  ErasuresApi(
      Identities identities, Ledger service, Optional<Ledger> vaults, TenantDecisions decisions) {
    this.identities = identities;
    this.service = service;
    this.vaults = vaults;
    this.decisions = decisions;
  }

  /**
   * {@code POST /api/v1/ledger/erasures}: of whom or what the object id is. It can be asked for
   * again, after a failure too. Whoever can still act is deleted first: acts of those who are there
   * have a name, and nobody takes off their own.
   */
  void erase(Exchange exchange) throws IOException {
    Caller caller = exchange.caller();
    UUID objectId = exchange.json(Wanted.class).objectId();
    if (objectId == null) {
      throw ProblemException.badRequest("the member \"objectId\" is needed");
    }
    if (identities.find(caller.tenantId(), objectId).isPresent()) {
      throw ProblemException.identityExists();
    }
    String person = objectId.toString();
    String actor = caller.objectId().toString();
    long entries = service.erasePersonalData(caller.tenantId(), person, actor);
    Long atVaults =
        vaults
            .map(ledger -> ledger.erasePersonalData(caller.tenantId(), person, actor))
            .orElse(null);
    int comments = decisions.eraseComments(caller.tenantId(), person);
    exchange.reply(200, new Erased(objectId, entries, atVaults, comments));
  }

  /** Whose or of which mailbox or site. */
  record Wanted(UUID objectId) {}

  /**
   * From how many entries something was erased.
   *
   * @param vaultEntries the same of the vaults' own; null if none run in this process
   * @param comments on access requests, which the person wrote
   */
  record Erased(UUID objectId, long entries, Long vaultEntries, int comments) {}
}
