package dev.freehold.server.api;

import dev.freehold.custody.lockbox.TenantDecisions;
import dev.freehold.ledger.Ledger;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.ProblemException;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** Erasure of what the tenant's log says of a person, who need not be there any more. */
final class ErasuresApi {

  private final Ledger ledger;
  private final Optional<Ledger> vaults;
  private final TenantDecisions decisions;

  /** Erases in the service's ledger, and in that of the vaults of its process if they run. */
  ErasuresApi(Ledger ledger, Optional<Ledger> vaults, TenantDecisions decisions) {
    this.ledger = ledger;
    this.vaults = vaults;
    this.decisions = decisions;
  }

  /**
   * {@code POST /api/v1/ledger/erasures} with {@code {"objectId"}}: erases what names or describes
   * the person in entries so far, and the person's comments on access requests. The entries stay,
   * and the log proves the same. Asking again erases what has come since. Nobody takes their own
   * name off what they did.
   */
  void erase(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    UUID person = exchange.json(Wanted.class).person();
    if (person.equals(exchange.caller().objectId())) {
      throw ProblemException.badRequest(
          "nobody can erase what names themselves; let another administrator do it");
    }
    // Recorded first; what follows is done again by asking again.
    long entries =
        ledger.erasePersonalData(tenantId, person.toString(), TenantsApi.actor(exchange));
    Long vaultEntries =
        vaults
            .map(
                theirs ->
                    theirs.erasePersonalData(
                        tenantId, person.toString(), TenantsApi.actor(exchange)))
            .orElse(null);
    int comments = decisions.eraseComments(tenantId, person.toString());
    exchange.reply(200, new Erased(person, entries, vaultEntries, comments));
  }

  record Wanted(String objectId) {
    Wanted {
      Required.member("objectId", objectId);
    }

    UUID person() {
      try {
        return UUID.fromString(objectId);
      } catch (IllegalArgumentException notAnId) {
        throw ProblemException.badRequest("objectId is the GUID by which the directory knows them");
      }
    }
  }

  /**
   * From how many entries and comments something was erased.
   *
   * @param vaultEntries null if no vaults run in this process
   */
  private record Erased(UUID objectId, long entries, Long vaultEntries, int comments) {}
}
